import { DropdownMenu } from "radix-ui";
import { useActions } from "../../core/context";
import { NEWS_KINDS, NEWS_WORDS } from "../../core/news";
import { change, useSettings } from "../settings";

/** What becomes a message, kind by kind, and whether it is told outside of the page too. */
export function NewsItems() {
  const news = useSettings((s) => s.news);
  const desktop = useSettings((s) => s.desktop);
  const { say } = useActions();
  const setDesktop = async (wanted: boolean) => {
    if (!wanted) change({ desktop: false });
    else if (!("Notification" in window)) say("warning", "This browser tells nothing outside of the page", "It has no notifications, or the page came without TLS.");
    else if ((await Notification.requestPermission()) === "granted") change({ desktop: true });
    else say("warning", "The browser does not allow notifications", "Allow them for this page in the browser’s settings.");
  };
  return (
    <>
      {NEWS_KINDS.map((kind) => (
        <Check key={kind} words={NEWS_WORDS[kind]} checked={news[kind]} set={(on) => change({ news: { ...news, [kind]: on } })} />
      ))}
      <DropdownMenu.Separator className="menu-line" />
      <Check words="Also while this page is hidden" checked={desktop} set={(on) => void setDesktop(on)} />
    </>
  );
}

interface CheckProps {
  readonly words: string;
  readonly checked: boolean;
  readonly set: (on: boolean) => void;
}

function Check({ words, checked, set }: CheckProps) {
  return (
    <DropdownMenu.CheckboxItem className="menu-item" checked={checked} onSelect={(event) => event.preventDefault()} onCheckedChange={set}>
      {words}
      <DropdownMenu.ItemIndicator aria-hidden="true">✓</DropdownMenu.ItemIndicator>
    </DropdownMenu.CheckboxItem>
  );
}
