/** How operations look: the same colour and the same studs in every view. */

import { css, fromHex, readable } from "./colour";

interface Look {
  readonly colour: string;
  /** Powers of ten of its parameters at 16 channels; what has next to none is flat. */
  readonly studs: number;
}

const LOOKS: Readonly<Record<string, Look>> = {
  sep_conv_3x3: { colour: "#0072B2", studs: 2 },
  sep_conv_5x5: { colour: "#56B4E9", studs: 2 },
  conv_1x3_3x1: { colour: "#009E73", studs: 3 },
  max_pool_3x3: { colour: "#E69F00", studs: 0 },
  avg_pool_3x3: { colour: "#F0C75E", studs: 0 },
  skip_connect: { colour: "#8C8C8C", studs: 0 },
  none: { colour: "#D3D3D0", studs: 0 },
  nor_conv_1x1: { colour: "#7FC8B4", studs: 2 },
  nor_conv_3x3: { colour: "#3D4FA0", studs: 3 },
  plain_avg_pool_3x3: { colour: "#D9825B", studs: 0 },
  pooled_conv_1x1: { colour: "#8E7CC3", studs: 2 },
};

const UNKNOWN: Look = { colour: "#B07AA1", studs: 0 };

const look = (operation: string): Look => LOOKS[operation] ?? UNKNOWN;

/** The colour of an operation: an Okabe-Ito-like set, convolutions cool, pooling warm, the rest grey. */
export const operationColour = (operation: string): string => look(operation).colour;

/** The colour of a label on a brick in the operation's full colour. */
export const inkOn = (operation: string): string => css(readable(fromHex(operationColour(operation))));

/** How many studs a brick of the operation has. */
export const studsOf = (operation: string): number => look(operation).studs;
