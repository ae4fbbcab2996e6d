/** Values that this browser keeps. A browser that keeps nothing, or has no room, is no reason to fail. */

/** What was kept under a key; null where there is nothing, or nothing that can be read. */
export function kept(key: string): unknown {
  try {
    const text = localStorage.getItem(key);
    return text === null ? null : (JSON.parse(text) as unknown);
  } catch {
    return null;
  }
}

/** Whether the value is kept now. */
export function keep(key: string, value: unknown): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export function forget(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // What was never kept is forgotten already.
  }
}

/** Every key that begins so and under which something is kept. */
export function keysKept(prefix: string): readonly string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}
