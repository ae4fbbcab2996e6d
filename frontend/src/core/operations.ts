/** How operations look: the same colour and the same studs in every view. */

interface Look {
  readonly colour: string;
  /** What reads on the full colour. */
  readonly ink: string;
  /** Powers of ten of its parameters at 16 channels; what has next to none is flat. */
  readonly studs: number;
}

const DARK = "#1d1d1b";
const LIGHT = "#ffffff";

const LOOKS: Readonly<Record<string, Look>> = {
  sep_conv_3x3: { colour: "#0072B2", ink: LIGHT, studs: 2 },
  sep_conv_5x5: { colour: "#56B4E9", ink: DARK, studs: 2 },
  conv_1x3_3x1: { colour: "#009E73", ink: DARK, studs: 3 },
  max_pool_3x3: { colour: "#E69F00", ink: DARK, studs: 0 },
  avg_pool_3x3: { colour: "#F0C75E", ink: DARK, studs: 0 },
  skip_connect: { colour: "#8C8C8C", ink: DARK, studs: 0 },
};

const UNKNOWN: Look = { colour: "#B07AA1", ink: DARK, studs: 0 };

const look = (operation: string): Look => LOOKS[operation] ?? UNKNOWN;

/** The colour of an operation: an Okabe-Ito-like set, convolutions cool, pooling warm, the rest grey. */
export const operationColour = (operation: string): string => look(operation).colour;

/** The colour of a label on a brick in the operation's full colour. */
export const inkOn = (operation: string): string => look(operation).ink;

/** How many studs a brick of the operation has. */
export const studsOf = (operation: string): number => look(operation).studs;
