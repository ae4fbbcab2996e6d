/**
 * Every key and gesture that does something, by where it does: the list under `?`. Whoever gives a view a key adds it
 * here. What acts is elsewhere: the whole page's keys in `app/keys`, a view's own in that view.
 */
export interface KeyGroup {
  readonly where: string;
  readonly keys: readonly (readonly [keys: string, what: string])[];
}

export const KEYS: readonly KeyGroup[] = [
  {
    where: "Everywhere",
    keys: [
      ["Ctrl/⌘ Z", "undo your last steering"],
      ["Ctrl/⌘ Shift Z, Ctrl Y", "redo"],
      ["Escape", "clear the selection, close what is open"],
      ["Delete, Backspace", "remove the selected paths"],
      ["P", "fix the selected paths, or release them"],
      ["Ctrl/⌘ F", "find candidates or paths by a query"],
      ["F6, Shift F6", "next, previous part of the page"],
      ["Alt M", "maximise the panel with the focus, or restore all"],
      ["Shift F10", "menu of what has the focus"],
      ["?", "this list"],
    ],
  },
  {
    where: "Lego view",
    keys: [
      ["Arrow keys", "move between bricks, cells, places; move the graph"],
      ["Shift arrow keys", "select along the way"],
      ["Enter, Space", "select the brick that has the focus"],
      ["Ctrl/⌘ or Shift click", "add to the selection"],
      ["Drag on empty space", "select the bricks in a box; with Ctrl/⌘ add, with Alt subtract"],
      ["Enter on a part of the palette", "pick it up; Enter on a place puts it there, Escape back"],
      ["Alt left, Alt right on a cell", "move the cell"],
      ["Delete on a cell", "remove the cell, after asking"],
      ["Space drag, wheel", "move the graph, zoom"],
      ["+, −, 0", "zoom the row or the graph; all in sight"],
      ["Right click", "menu of a brick, an edge, a node or a cell"],
    ],
  },
  {
    where: "Search space",
    keys: [
      ["Arrow keys", "move from dot to dot"],
      ["Enter, Space", "select the dot; with Ctrl/⌘ add, with Shift compare"],
      ["+, −, 0", "zoom; show the whole map"],
      ["Shift arrow keys, drag, wheel", "move the map, zoom"],
      ["Shift drag", "lasso; with Ctrl/⌘ add, with Alt subtract"],
    ],
  },
  {
    where: "Candidate information",
    keys: [
      ["Arrow keys, Home, End", "move from dot to dot"],
      ["Enter, Space", "select the dot; with Ctrl/⌘ or Shift add"],
      ["Ctrl/⌘ A", "select every path"],
      ["Delete, P", "remove, fix or release what is selected, else the dot"],
      ["Drag", "select the paths in a box"],
    ],
  },
  {
    where: "Candidates",
    keys: [
      ["Up, Down, Page, Home, End", "move from row to row; with Shift select along the way"],
      ["Enter", "select the row; with Ctrl/⌘ add"],
      ["Space", "add or take away the row"],
      ["C", "compare the row with the selected candidate"],
      ["Ctrl/⌘ A", "select every row that shows"],
    ],
  },
  {
    where: "Timeline",
    keys: [
      ["Arrow keys, Home, End", "move from event to event"],
      ["Enter, Space", "select what the event was about"],
    ],
  },
  {
    where: "Panels",
    keys: [
      ["Double click on a tab", "maximise, or restore all"],
      ["Right click on a tab", "move, resize, hide"],
      ["Arrow keys on a tab", "the next tab of the row"],
    ],
  },
];
