/** How operations look: the same colour and the same studs in every view. */
const COLOURS: Readonly<Record<string, string>> = {
  sep_conv_3x3: "#0072B2",
  sep_conv_5x5: "#56B4E9",
  conv_1x3_3x1: "#009E73",
  max_pool_3x3: "#E69F00",
  avg_pool_3x3: "#F0C75E",
  skip_connect: "#8C8C8C",
};

/** The colour of an operation: an Okabe-Ito-like set, convolutions cool, pooling warm, the rest grey. */
export const operationColour = (operation: string): string => COLOURS[operation] ?? "#B07AA1";
