/** Why something was refused, in the server's words, until it is read. */
import { Icon } from "../../parts/Icon";
import type { InPlace } from "./useInPlace";

export function Refusal({ place }: { readonly place: InPlace }) {
  if (!place.refused) return null;
  return (
    <p className="map-refused" role="alert">
      <span>
        {place.refused.title}: {place.refused.text}
      </span>
      <button type="button" className="button plain" aria-label="Dismiss" onClick={place.dismiss}>
        <Icon name="close" />
      </button>
    </p>
  );
}
