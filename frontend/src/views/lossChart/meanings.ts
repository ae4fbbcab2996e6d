/** What the heights of the chart mean, for tooltips. */
import type { Measure } from "../../core/chartLoss";

export const MEANINGS: Readonly<Record<Measure, string>> = {
  loss:
    "Mean cross-entropy after each epoch, in nats; lower is better. Training: over the images as they were learnt from, " +
    "each step with another part of the template. Validation: over images never learnt from.",
  accuracy: "Share of the images that are classified right after each epoch, 0 to 1; training and validation images apart.",
  "learning rate": "Step size of the optimizer in each epoch; falls to zero by cosine, and starts anew with each training.",
};
