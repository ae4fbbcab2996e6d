/** How the states of a brick look. */
export function Legend() {
  return (
    <ul className="legend" aria-label="Legend">
      <li>
        <span className="swatch removed" /> removed
      </li>
      <li>
        <span className="swatch fixed">
          <span className="pin" />
        </span>
        fixed
      </li>
      <li>
        <span className="swatch untrained" /> not trained yet
      </li>
      <li>
        <span className="swatch selected" /> selected
      </li>
    </ul>
  );
}
