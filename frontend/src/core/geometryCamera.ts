/**
 * The map's camera: between map coordinates ([-1, 1], y upwards) and pixels (y downwards). Pure.
 *
 * Pixels of a map point are `originX + scale * x`, `originY - scale * y`; the map view publishes these numbers.
 */
import type { Point } from "./geometry";

export type Camera = Readonly<{ x: number; y: number; zoom: number }>;
export type Size = Readonly<{ width: number; height: number }>;
export type Transform = Readonly<{ scale: number; originX: number; originY: number }>;

/** The whole map, centred. */
export const wholeMap: Camera = { x: 0, y: 0, zoom: 1 };

/** The share of the smaller side that [-1, 1] fills at zoom 1, so that dots at the rim are not cut. */
const FILL = 0.94;
const ZOOM = { least: 0.5, most: 60 };

export function transformOf(camera: Camera, size: Size): Transform {
  const scale = (Math.min(size.width, size.height) / 2) * FILL * camera.zoom;
  return { scale, originX: size.width / 2 - scale * camera.x, originY: size.height / 2 + scale * camera.y };
}

export function toPixels(transform: Transform, [x, y]: Point): Point {
  return [transform.originX + transform.scale * x, transform.originY - transform.scale * y];
}

export function toMap(transform: Transform, [left, top]: Point): Point {
  return [(left - transform.originX) / transform.scale, (transform.originY - top) / transform.scale];
}

/** The camera after dragging by so many pixels: the map follows the pointer. */
export function panned(camera: Camera, size: Size, [right, down]: Point): Camera {
  const { scale } = transformOf(camera, size);
  return { ...camera, x: camera.x - right / scale, y: camera.y + down / scale };
}

/** The camera after zooming by `factor` with the map point under `pixel` held still. */
export function zoomed(camera: Camera, size: Size, pixel: Point, factor: number): Camera {
  const zoom = Math.min(ZOOM.most, Math.max(ZOOM.least, camera.zoom * factor));
  const still = toMap(transformOf(camera, size), pixel);
  const moved = toMap(transformOf({ ...camera, zoom }, size), pixel);
  return { x: camera.x + still[0] - moved[0], y: camera.y + still[1] - moved[1], zoom };
}

/** A camera as the address holds it: `x_y_zoom` to three digits; empty for the whole map. */
export function cameraWords({ x, y, zoom }: Camera): string {
  const words = [x, y, zoom].map((value) => String(Number(value.toFixed(3))));
  return words.join("_") === "0_0_1" ? "" : words.join("_");
}

/** The camera that an address holds; the whole map where it holds none that can be. */
export function cameraFrom(words: string): Camera {
  const [x, y, zoom, ...more] = words.split("_").map(Number);
  const known = x !== undefined && y !== undefined && zoom !== undefined && more.length === 0;
  if (!known || ![x, y, zoom].every(Number.isFinite) || Math.max(Math.abs(x), Math.abs(y)) > 10) return wholeMap;
  return zoom >= ZOOM.least && zoom <= ZOOM.most ? { x, y, zoom } : wholeMap;
}
