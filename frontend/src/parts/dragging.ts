/** An operation on its way from the palette to an edge. */
const TYPE = "application/x-nas-navigator-operation";

export function dragOperation(transfer: DataTransfer, operation: string): void {
  transfer.setData(TYPE, operation);
  transfer.effectAllowed = "copy";
}

/** Whether an operation is being dragged; what it is can be read only when it is dropped. */
export const isOperation = (transfer: DataTransfer): boolean => transfer.types.includes(TYPE);

export const droppedOperation = (transfer: DataTransfer): string => transfer.getData(TYPE);
