/** Gives the person a file that the page made. */

/** Saves text as a file; the browser asks or puts it among the downloads. */
export function downloadText(name: string, text: string, type = "text/csv;charset=utf-8"): void {
  downloadBlob(name, new Blob([text], { type }));
}

export function downloadBlob(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the address after the click is over; only then can it be given back.
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
