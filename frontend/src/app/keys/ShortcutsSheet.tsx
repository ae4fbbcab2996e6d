import { KEYS } from "../../core/keys";
import { Sheet } from "../SheetFrame";
import { change, useSettings } from "../settings";
import "./keys.css";

/** Every key, by where it acts. */
export function ShortcutsSheet() {
  const keys = useSettings((s) => s.keys);
  return (
    <Sheet name="shortcuts" title="Keyboard shortcuts" className="wide-dialog">
      <div className="shortcuts">
        {KEYS.map((group) => (
          <table key={group.where}>
            <caption>{group.where}</caption>
            <tbody>
              {group.keys.map(([keys, what]) => (
                <tr key={keys}>
                  <th scope="row">{keys}</th>
                  <td>{what}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
      <label className="check">
        <input type="checkbox" checked={keys} onChange={(event) => change({ keys: event.target.checked })} />
        Single keys act wherever the focus is (P, ?, Delete). Turn off where speech or other aids press keys by chance.
      </label>
    </Sheet>
  );
}
