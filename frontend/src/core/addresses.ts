/** Addresses of what a person can take away. */
export type ExportFormat = "json" | "weights";

export const studyAddress = (study: string): string => `/?study=${encodeURIComponent(study)}`;

export const archiveAddress = (study: string): string => `/api/v1/studies/${encodeURIComponent(study)}/archive`;

export function exportAddress(study: string, candidate: string, format: ExportFormat): string {
  const [here, what] = [encodeURIComponent(study), encodeURIComponent(candidate)];
  return `/api/v1/studies/${here}/candidates/${what}/export?format=${format}`;
}
