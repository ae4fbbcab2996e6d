/** The whole template as a row: cells in order with the inputs left and the output right, and what each cell reads. */
import type { CellRecord } from "@schema";
import type { Box } from "./graphCell";

export interface Port {
  readonly x: number;
  readonly y: number;
}

/** How large a cell is drawn, and where lines leave and enter it, from its own corner. */
export interface CellSize {
  readonly width: number;
  readonly height: number;
  readonly inputs: readonly Port[];
  readonly output: Port;
}

export interface Place extends Box {
  readonly id: string;
  readonly cell: CellRecord;
}

export interface End extends Box {
  readonly id: string;
  readonly label: string;
}

/** What a cell reads: a line from an earlier cell or an input; `skips` where it leads past other cells. */
export interface Join {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly line: string;
  readonly skips: boolean;
}

export interface TemplateGraph extends Box {
  readonly places: readonly Place[];
  readonly ends: readonly End[];
  readonly joins: readonly Join[];
}

export interface Measures {
  readonly gap: number;
  readonly end: { readonly width: number; readonly height: number };
  /** How far a line that skips cells passes above them. */
  readonly rise: number;
  readonly sizeOf: (cell: CellRecord) => CellSize;
}

/** A cell that is drawn as one block: lines enter left, one below the other, and leave right. */
export function blockSize(width: number, height: number, inputs: number): CellSize {
  const between = Math.min(12, height / (inputs + 1));
  const ports = Array.from({ length: inputs }, (_, i) => ({ x: 0, y: height / 2 + (i - (inputs - 1) / 2) * between }));
  return { width, height, inputs: ports, output: { x: width, y: height / 2 } };
}

/** Cells in the order of the row; every block is centred on y = 0. */
export function templateGraph(cells: readonly CellRecord[], measures: Measures): TemplateGraph {
  const { gap, end, sizeOf } = measures;
  const stems = stemsOf(cells, end);
  let x = end.width + gap;
  const places = cells.map((cell): Place => {
    const { width, height } = sizeOf(cell);
    const place = { id: cell.id, cell, x, y: -height / 2, width, height };
    x += width + gap;
    return place;
  });
  const classifier: End = { id: "classifier", label: "classifier", x, y: -end.height / 2, ...end };
  const joins = joinsOf(places, stems, classifier, measures);
  const tallest = Math.max(end.height, ...places.map(({ height }) => height), ...stems.map(({ y }) => -2 * y));
  const above = joins.some(({ skips }) => skips) ? measures.rise : 0;
  return { places, ends: [...stems, classifier], joins, x: 0, y: -tallest / 2 - above, width: x + end.width, height: tallest + above };
}

/** A block for each input of the template that some cell reads. */
function stemsOf(cells: readonly CellRecord[], end: Measures["end"]): readonly End[] {
  const ids = new Set(cells.map(({ id }) => id));
  const names = [...new Set(cells.flatMap(({ inputs }) => inputs.filter((input) => !ids.has(input))))];
  const pitch = end.height + 8;
  return names.map((name, i) => ({
    id: name, label: names.length === 1 ? "stem" : name, x: 0, y: (i - (names.length - 1) / 2) * pitch - end.height / 2, ...end,
  }));
}

function joinsOf(places: readonly Place[], stems: readonly End[], classifier: End, measures: Measures): readonly Join[] {
  const starts = new Map<string, { index: number; port: Port }>(stems.map((stem) => [stem.id, { index: -1, port: { x: stem.width, y: stem.y + stem.height / 2 } }]));
  places.forEach((place, index) => starts.set(place.id, { index, port: placed(place, measures.sizeOf(place.cell).output) }));
  const joined = (to: string, input: number, index: number, read: string, port: Port): Join[] => {
    const from = starts.get(read);
    if (!from) return [];
    const between = places.slice(from.index + 1, index);
    const line = between.length > 0 ? arc(from.port, port, topOf(between, from.port, port) - measures.rise) : level(from.port, port);
    return [{ key: `${read} ${to} ${input}`, from: read, to, line, skips: between.length > 0 }];
  };
  const inner = places.flatMap((place, index) => {
    const { inputs } = measures.sizeOf(place.cell);
    return place.cell.inputs.flatMap((read, i) => joined(place.id, i, index, read, placed(place, inputs[i] ?? { x: 0, y: place.height / 2 })));
  });
  const last = places.findLast(({ cell }) => cell.kind !== "settings");
  const end = { x: classifier.x, y: 0 };
  return [...inner, ...(last ? joined("classifier", 0, places.length, last.id, end) : [])];
}

const placed = (box: Box, port: Port): Port => ({ x: box.x + port.x, y: box.y + port.y });
const topOf = (between: readonly Box[], ...ports: readonly Port[]): number => Math.min(...between.map(({ y }) => y), ...ports.map(({ y }) => y));

function level(from: Port, to: Port): string {
  const middle = (from.x + to.x) / 2;
  return `M${from.x} ${from.y}C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`;
}

const BEND = 28;

function arc(from: Port, to: Port, top: number): string {
  const bend = Math.min(BEND, (to.x - from.x) / 4);
  return `M${from.x} ${from.y}C${from.x + bend} ${from.y} ${from.x} ${top} ${from.x + bend} ${top}`
    + `H${to.x - bend}C${to.x} ${top} ${to.x - bend} ${to.y} ${to.x} ${to.y}`;
}
