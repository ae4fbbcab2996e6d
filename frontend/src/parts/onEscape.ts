/** While something is under way, Escape takes it back and means nothing else. Gives the function that ends this. */
export function onEscape(cancel: () => void): () => void {
  const listener = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    cancel();
  };
  window.addEventListener("keydown", listener, true);
  return () => window.removeEventListener("keydown", listener, true);
}
