/**
 * The stream of a study. It begins with a snapshot over HTTP, goes on from there without a gap, and comes back by
 * itself after a loss, asking for what it missed. Frames are handed on in batches, one a drawn picture, so that a
 * hundred events a second cost no more than sixty pictures.
 */
import type { Frame } from "@schema";
import { applyPatches, follows, fromSnapshot, type State } from "../core/records";
import { getLastSeq, getStudy, Refusal } from "./http";
import { soon } from "./soon";

export interface Listener {
  readonly onState: (state: State) => void;
  /** Every frame, in order, patches too. */
  readonly onFrames: (frames: readonly Frame[]) => void;
  /** `waitMs` is how long until the next try, where the connection is lost. */
  readonly onConnection: (connection: "connecting" | "live" | "lost", waitMs: number | null) => void;
  /** The study cannot be had at all, for instance because it is gone. */
  readonly onRefusal: (refusal: Refusal) => void;
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5000;
/** The code with which the server closes the stream of a study that is no more. */
const GONE = 4404;

/** A stream that is followed. */
export interface Following {
  readonly close: () => void;
  /** Tries again now where the next try is being waited for. */
  readonly retry: () => void;
  /** Tells anew who reads. */
  readonly retell: () => void;
}

/** Brings the records of a study until it is closed. */
export type Follow = (studyId: string, listener: Listener) => Following;

/** Follows a study as it goes on; `actor` is who reads, as others are told. */
export const follow = (actor: () => string): Follow => (studyId, listener) => {
  const stream = new Stream(studyId, listener, actor);
  void stream.start();
  const retry = () => stream.retry();
  // A machine that wakes up or finds its network again need not wait for the next try.
  window.addEventListener("online", retry);
  return {
    retry,
    retell: () => stream.retell(),
    close: () => {
      window.removeEventListener("online", retry);
      stream.close();
    },
  };
};

class Stream {
  private state: State | null = null;
  private socket: WebSocket | null = null;
  private waiting: Frame[] = [];
  private scheduled = false;
  private wait = FIRST_WAIT_MS;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private closed = false;
  /** Whether the last try was refused without a reason. */
  private doubted = false;

  constructor(
    private readonly studyId: string,
    private readonly listener: Listener,
    private readonly actor: () => string,
  ) {}

  async start(): Promise<void> {
    if (this.wait === FIRST_WAIT_MS) this.listener.onConnection("connecting", null);
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
    if (this.socket) end(this.socket);
  }

  /** Another stream takes over from where the records are, so that nothing is missed and nothing looks lost. */
  retell(): void {
    const before = this.socket;
    if (this.closed || !before || !this.state) return;
    this.connect();
    end(before);
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
    const path = `/api/v1/studies/${encodeURIComponent(this.studyId)}/stream?${new URLSearchParams({ after: String(after), actor: this.actor() })}`;
    const socket = new WebSocket(`${scheme}://${location.host}${path}`);
    this.socket = socket;
    let opened = false;
    socket.onopen = () => {
      opened = true;
      this.wait = FIRST_WAIT_MS;
      this.listener.onConnection("live", null);
    };
    socket.onmessage = (event: MessageEvent<string>) => {
      if (this.socket === socket) this.receive(JSON.parse(event.data) as Frame);
    };
    socket.onclose = ({ code }) => {
      if (this.closed || this.socket !== socket) return;
      if (code === GONE) this.state = null;
      this.doubted = !opened;
      this.again();
    };
  }

  /** Tries anew after a growing wait; what came until now is kept and only what is missing is asked for. */
  private again(): void {
    this.socket = null;
    this.listener.onConnection("lost", this.wait);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.attempt(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
  }

  private attempt(): void {
    this.timer = undefined;
    if (!this.state) void this.start();
    else if (this.doubted) void this.enquire(this.state.seq);
    else this.connect();
  }

  /** A browser does not tell why a stream was refused; asking over HTTP does, and whether the log still is ours. */
  private async enquire(seq: number): Promise<void> {
    try {
      const last = await getLastSeq(this.studyId);
      if (this.closed) return;
      this.doubted = false;
      if (last < seq) this.startAnew();
      else this.connect();
    } catch (error) {
      this.failed(error);
    }
  }

  retry(): void {
    if (this.closed || this.timer === undefined) return;
    clearTimeout(this.timer);
    this.attempt();
  }

  private receive(frame: Frame): void {
    this.waiting.push(frame);
    if (this.scheduled) return;
    this.scheduled = true;
    soon(() => this.flush());
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

function end(socket: WebSocket): void {
  // A browser complains of a stream that is closed before it is open.
  if (socket.readyState === WebSocket.CONNECTING) socket.onopen = () => socket.close();
  else socket.close();
}
