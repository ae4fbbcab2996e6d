/**
 * The stream of a study. It begins with a snapshot over HTTP, goes on from there without a gap, and comes back by
 * itself after a loss, asking for what it missed. Frames are handed on in batches, one a drawn picture, so that a
 * hundred events a second cost no more than sixty pictures.
 */
import type { Frame } from "@schema";
import { applyPatches, follows, fromSnapshot, type State } from "../core/records";
import { getStudy, Refusal } from "./http";

export interface Listener {
  readonly onState: (state: State) => void;
  /** Every frame, in order, patches too. */
  readonly onFrames: (frames: readonly Frame[]) => void;
  readonly onConnection: (connection: "connecting" | "live" | "lost") => void;
  /** The study cannot be had at all, for instance because it is gone. */
  readonly onRefusal: (refusal: Refusal) => void;
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5000;
/** The code with which the server closes the stream of a study that is no more. */
const GONE = 4404;
/** A hidden page draws no pictures, yet must not collect frames for ever. */
const HIDDEN_BATCH_MS = 250;

/** Follows a study until the returned function is called. */
export function follow(studyId: string, listener: Listener): () => void {
  const stream = new Stream(studyId, listener);
  void stream.start();
  return () => stream.close();
}

class Stream {
  private state: State | null = null;
  private socket: WebSocket | null = null;
  private waiting: Frame[] = [];
  private scheduled = false;
  private wait = FIRST_WAIT_MS;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private closed = false;

  constructor(
    private readonly studyId: string,
    private readonly listener: Listener,
  ) {}

  async start(): Promise<void> {
    this.listener.onConnection("connecting");
    try {
      const snapshot = await getStudy(this.studyId);
      if (this.closed) return;
      this.take(fromSnapshot(snapshot));
      this.listener.onFrames(snapshot.progress);
      this.connect();
    } catch (error) {
      this.failed(error);
    }
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    this.socket?.close();
  }

  private failed(error: unknown): void {
    if (this.closed) return;
    if (error instanceof Refusal && error.status >= 400 && error.status < 500) {
      this.listener.onRefusal(error);
      return;
    }
    this.again();
  }

  private connect(): void {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const after = this.state?.seq ?? 0;
    const path = `/api/v1/studies/${encodeURIComponent(this.studyId)}/stream?after=${after}`;
    const socket = new WebSocket(`${scheme}://${location.host}${path}`);
    this.socket = socket;
    let opened = false;
    socket.onopen = () => {
      opened = true;
      this.wait = FIRST_WAIT_MS;
      this.listener.onConnection("live");
    };
    socket.onmessage = (event: MessageEvent<string>) => this.receive(JSON.parse(event.data) as Frame);
    socket.onclose = ({ code }) => {
      if (this.closed || this.socket !== socket) return;
      // A browser does not tell why a stream was refused; asking over HTTP does.
      if (!opened || code === GONE) this.state = null;
      this.again();
    };
  }

  /** Tries anew after a growing wait; what came until now is kept and only what is missing is asked for. */
  private again(): void {
    this.socket = null;
    this.listener.onConnection("lost");
    this.timer = setTimeout(() => (this.state ? this.connect() : void this.start()), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
  }

  private receive(frame: Frame): void {
    this.waiting.push(frame);
    if (this.scheduled) return;
    this.scheduled = true;
    if (document.hidden) setTimeout(() => this.flush(), HIDDEN_BATCH_MS);
    else requestAnimationFrame(() => this.flush());
  }

  private flush(): void {
    this.scheduled = false;
    if (this.closed) return;
    const frames = this.waiting;
    this.waiting = [];
    const next = this.fold(frames);
    if (next === null) {
      this.startAnew();
      return;
    }
    if (next !== this.state) this.take(next);
    this.listener.onFrames(frames);
  }

  /** The state after these frames; null where something between was missed. */
  private fold(frames: readonly Frame[]): State | null {
    let state = this.state;
    let run: Extract<Frame, { kind: "patch" }>[] = [];
    let seq = state?.seq ?? -1;
    for (const frame of frames) {
      if (frame.kind === "snapshot") {
        if (frame.seq < seq) continue;
        [state, run, seq] = [fromSnapshot(frame), [], frame.seq];
      } else if (frame.kind === "patch" && state) {
        const place = follows({ ...state, seq }, frame);
        if (place === "gap") return null;
        if (place === "next") [run, seq] = [[...run, frame], frame.seq];
      }
    }
    return state && applyPatches(state, run);
  }

  private startAnew(): void {
    const socket = this.socket;
    this.socket = null;
    socket?.close();
    this.state = null;
    void this.start();
  }

  private take(state: State): void {
    this.state = state;
    this.listener.onState(state);
  }
}
