/**
 * Pictures of what is on screen, made by the browser itself: the part of the page is set into an SVG together with
 * the page's styles and drawn on to a canvas. Nothing is loaded for it, so the page's content policy allows it.
 */

const XHTML = "http://www.w3.org/1999/xhtml" as const;
const SVG = "http://www.w3.org/2000/svg" as const;

/** Told to a canvas before it is read: one that keeps no pixels between frames draws them now. */
export const BEFORE_PICTURE = "beforepicture";

/** Pixels of the picture for one of the page, so that it prints well. */
const SCALE = 2;

/** The element as PNG, as it looks now. Throws where the browser cannot. */
export async function pngOf(element: HTMLElement): Promise<Blob> {
  const { width, height } = element.getBoundingClientRect();
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(framed(element, width, height))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * SCALE);
  canvas.height = Math.round(height * SCALE);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser has no canvas to draw on");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the picture could not be written"))), "image/png"),
  );
}

/** The element in an SVG of its size, under the page's theme and with all of the page's styles. */
function framed(element: HTMLElement, width: number, height: number): string {
  const svg = document.createElementNS(SVG, "svg");
  const { dataset } = document.documentElement;
  for (const name in dataset) svg.dataset[name] = dataset[name]!;
  for (const [name, value] of [["width", width], ["height", height]] as const) svg.setAttribute(name, String(value));
  const style = document.createElementNS(SVG, "style");
  style.textContent = `${pageStyles()} * { transition: none !important; animation: none !important; }`;
  const frame = document.createElementNS(SVG, "foreignObject");
  frame.setAttribute("width", "100%");
  frame.setAttribute("height", "100%");
  const body = document.createElementNS(XHTML, "div");
  Object.assign(body.style, { width: `${width}px`, height: `${height}px`, color: "var(--ink)", background: "var(--panel)" });
  body.append(copyOf(element));
  frame.append(body);
  svg.append(style, frame);
  return new XMLSerializer().serializeToString(svg);
}

const pageStyles = (): string =>
  [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join("\n");

/** A copy that needs no script: what canvases, fields and scrolling hold beside their markup is written into it. */
function copyOf(element: HTMLElement): HTMLElement {
  const copy = element.cloneNode(true) as HTMLElement;
  const originals = [element, ...element.querySelectorAll<HTMLElement>("*")];
  const copies = [copy, ...copy.querySelectorAll<HTMLElement>("*")];
  originals.forEach((original, i) => {
    scrolled(original, copies[i]!);
    if (original instanceof HTMLCanvasElement) copies[i]!.replaceWith(imageOf(original));
    else if (original instanceof HTMLInputElement) filled(original, copies[i] as HTMLInputElement);
    else if (original instanceof HTMLSelectElement) chosen(original, copies[i] as HTMLSelectElement);
  });
  return copy;
}

function imageOf(canvas: HTMLCanvasElement): HTMLImageElement {
  canvas.dispatchEvent(new Event(BEFORE_PICTURE));
  const image = document.createElement("img");
  image.src = canvas.toDataURL();
  image.className = canvas.className;
  image.style.cssText = canvas.style.cssText;
  const { position, inset, left, top } = getComputedStyle(canvas);
  Object.assign(image.style, { position, inset, left, top, width: `${canvas.clientWidth}px`, height: `${canvas.clientHeight}px` });
  return image;
}

function filled(field: HTMLInputElement, copy: HTMLInputElement): void {
  copy.setAttribute("value", field.value);
  copy.toggleAttribute("checked", field.checked);
}

function chosen(field: HTMLSelectElement, copy: HTMLSelectElement): void {
  [...copy.options].forEach((option, i) => option.toggleAttribute("selected", i === field.selectedIndex));
}

/** A picture cannot scroll: what was scrolled away is moved away, what sticks to an edge stays there. */
function scrolled(original: HTMLElement, copy: HTMLElement): void {
  const { scrollLeft: x, scrollTop: y } = original;
  if (x === 0 && y === 0) return;
  const sticking = (each: Element, inside: Element) => {
    const { position, left, top } = getComputedStyle(each);
    if (position !== "sticky") return;
    const [dx, dy] = [left === "auto" ? 0 : x, top === "auto" ? 0 : y];
    const direct = each.parentElement === original;
    (inside as HTMLElement).style.translate = direct ? `${dx - x}px ${dy - y}px` : `${dx}px ${dy}px`;
  };
  for (const child of copy.children) (child as HTMLElement).style.translate = `${-x}px ${-y}px`;
  const insides = copy.querySelectorAll("*");
  original.querySelectorAll("*").forEach((each, i) => sticking(each, insides[i]!));
}
