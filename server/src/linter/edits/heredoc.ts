import { slice } from '../../base/span.ts';
import type { Span } from '../../base/span.ts';

/** The marker of a here-document with a quoted delimiter, which prevents the expansion of its text: `<<"EOF"` for `<<EOF`. */
export function quotedMarker(text: string, marker: Span): string {
  return slice(text, marker).replace(/(<<-?\s*)([^]*)$/, '$1"$2"');
}
