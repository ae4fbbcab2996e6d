/**
 * Calls often at first and then no more than so often, the last value always: for what a browser limits. After a rest
 * a burst of calls is made at once again.
 */
export interface Seldom<Value> {
  readonly put: (value: Value) => void;
  /** The value that waits for its call; null where none does. */
  readonly waiting: () => Value | null;
  /** Makes the call that waits now. */
  readonly flush: () => void;
  /** Forgets the value that waits. */
  readonly drop: () => void;
}

export function seldom<Value>(call: (value: Value) => void, burst: number, everyMs: number): Seldom<Value> {
  let credit = burst;
  let at = 0;
  let held: { readonly value: Value; readonly timer: ReturnType<typeof setTimeout> } | null = null;

  const drop = () => {
    clearTimeout(held?.timer);
    held = null;
  };
  const flush = () => {
    if (!held) return;
    const { value } = held;
    drop();
    spend();
    call(value);
  };
  const spend = () => {
    credit = Math.max(0, earned() - 1);
    at = Date.now();
  };
  const earned = () => Math.min(burst, credit + (Date.now() - at) / everyMs);
  const put = (value: Value) => {
    if (held) held = { ...held, value };
    else {
      const wait = Math.max(0, 1 - earned()) * everyMs;
      held = { value, timer: setTimeout(flush, wait) };
      if (wait === 0) flush();
    }
  };
  return { put, waiting: () => held && held.value, flush, drop };
}
