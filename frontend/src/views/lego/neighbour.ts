const DIRECTIONS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
};

/** The nearest of the elements in the direction of an arrow key; steps aside count thrice, so that rows and columns are kept. */
export function neighbour(all: Iterable<HTMLElement>, from: HTMLElement, key: string): HTMLElement | null {
  const direction = DIRECTIONS[key];
  if (!direction) return null;
  const here = centre(from);
  let [best, nearest]: [HTMLElement | null, number] = [null, Infinity];
  for (const element of all) {
    const there = centre(element);
    const [dx, dy] = [there.x - here.x, there.y - here.y];
    const ahead = dx * direction[0] + dy * direction[1];
    const distance = ahead + 3 * Math.abs(dx * direction[1]) + 3 * Math.abs(dy * direction[0]);
    if (ahead > 1 && distance < nearest) [best, nearest] = [element, distance];
  }
  return best;
}

function centre(element: HTMLElement): { x: number; y: number } {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}
