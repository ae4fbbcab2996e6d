import { Popover } from "radix-ui";
import { useEffect, useRef, useState } from "react";
import { Button } from "../../parts/Button";
import { showPanel } from "../dock/dockStore";
import { change } from "../settings";
import { closeSheet, useSheet } from "../sheets";
import { STEPS, type Step } from "./steps";

/** The tour while it is taken: a card beside each control in turn; everything can be used meanwhile. */
export function Tour() {
  const { open } = useSheet("tour");
  const [index, setIndex] = useState(0);
  const step = STEPS[index];
  const end = () => {
    change({ toured: true });
    setIndex(0);
    closeSheet();
  };
  if (!open || !step) return null;
  return <Card key={index} step={step} index={index} go={setIndex} end={end} />;
}

interface CardProps {
  readonly step: Step;
  readonly index: number;
  readonly go: (index: number) => void;
  readonly end: () => void;
}

function Card({ step, index, go, end }: CardProps) {
  const target = useTarget(step);
  const last = index === STEPS.length - 1;
  const next = useRef<HTMLButtonElement>(null);
  if (!target) return null;
  return (
    <Popover.Root open onOpenChange={(open) => !open && end()}>
      <Popover.Anchor virtualRef={{ current: target }} />
      <Popover.Portal>
        <Popover.Content
          className="popover tour"
          data-tour
          aria-label={`Tour, step ${index + 1} of ${STEPS.length}: ${step.title}`}
          sideOffset={8}
          collisionPadding={16}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            next.current?.focus();
          }}
          onInteractOutside={(event) => event.preventDefault()}
        >
          <Popover.Arrow className="tour-arrow" />
          <h2>
            {step.title} <span className="note">{`${index + 1} of ${STEPS.length}`}</span>
          </h2>
          <p>{step.text}</p>
          <div className="actions">
            <Button look="plain" onClick={end}>
              {last ? "Close" : "Skip the tour"}
            </Button>
            <span className="spacer" />
            <Button why={index === 0 ? "This is the first step" : ""} onClick={() => go(index - 1)}>
              Back
            </Button>
            <Button look="primary" ref={next} onClick={() => (last ? end() : go(index + 1))}>
              {last ? "Done" : "Next"}
            </Button>
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** The element that the step is about, outlined as long as the step lasts. */
function useTarget(step: Step): Element | null {
  const [target, setTarget] = useState<Element | null>(null);
  useEffect(() => {
    if (step.panel) showPanel(step.panel);
    let found: Element | null = null;
    const frame = requestAnimationFrame(() => {
      found = document.querySelector(step.target) ?? document.querySelector("header.banner");
      found?.setAttribute("data-toured", "");
      setTarget(found);
    });
    return () => {
      cancelAnimationFrame(frame);
      found?.removeAttribute("data-toured");
    };
  }, [step]);
  return target;
}
