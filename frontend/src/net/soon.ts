/** How long a page that draws no pictures may collect what came. */
const UNDRAWN_MS = 250;

/**
 * Calls once: with the next picture that is drawn, or after a moment where none is, since the page is hidden or
 * becomes so meanwhile.
 */
export function soon(call: () => void): void {
  const now = () => {
    cancelAnimationFrame(picture);
    clearTimeout(timer);
    call();
  };
  const picture = requestAnimationFrame(now);
  const timer = setTimeout(now, UNDRAWN_MS);
}
