/** The Dockerfile reference of Docker. All anchors in the knowledge tables are headings of this page. */
const page = 'https://docs.docker.com/reference/dockerfile/';

/** The URL of a heading in the Dockerfile reference: `run---mount` for "RUN --mount". */
export function referenceLink(anchor: string): string {
  return `${page}#${anchor}`;
}
