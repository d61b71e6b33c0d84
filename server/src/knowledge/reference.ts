/** Docker's reference of the Dockerfile. All anchors of the knowledge tables are headings of this page. */
const page = 'https://docs.docker.com/reference/dockerfile/';

/** The address of a heading in Docker's reference: `run---mount` for "RUN --mount". */
export function referenceLink(anchor: string): string {
  return `${page}#${anchor}`;
}
