/** The map's camera: it follows the hand at once, and the address a moment later. */
import { useEffect, useEffectEvent, useState } from "react";
import { useViewState } from "../../core/context";
import { cameraFrom, cameraWords } from "../../core/geometryCamera";

/** Browsers do not take a new address at every frame. */
const QUIET_MS = 300;

export function useCamera() {
  const [held, hold] = useViewState<string>("map.camera", "");
  const [camera, setCamera] = useState(() => cameraFrom(held));
  const keep = useEffectEvent(() => hold(cameraWords(camera)));
  useEffect(() => {
    const timer = setTimeout(keep, QUIET_MS);
    return () => clearTimeout(timer);
  }, [camera]);
  return [camera, setCamera] as const;
}
