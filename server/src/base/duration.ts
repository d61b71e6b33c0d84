const milliseconds: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, μs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/**
 * Parses a duration in Go's syntax (`1m30s`, `500ms`, `1.5h`, `0`) and returns milliseconds. Returns undefined for any other text, such as
 * a number without a unit.
 * https://pkg.go.dev/time#ParseDuration
 */
export function parseDuration(text: string): number | undefined {
  const signed = text.startsWith('-') || text.startsWith('+') ? 1 : 0;
  if (text.length === signed + 1 && text[signed] === '0') return 0;
  let total = 0;
  let at = signed;
  do {
    part.lastIndex = at;
    const [all, number, unit] = part.exec(text) ?? [];
    if (all === undefined) return undefined;
    total += Number(number) * milliseconds[unit!]!;
    at += all.length;
  } while (at < text.length);
  return text.startsWith('-') ? -total : total;
}

const part = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/y;

/** Formats milliseconds in Go's syntax, without parts that are zero: `1m30s`. */
export function formatDuration(duration: number): string {
  if (duration === 0) return '0s';
  if (Math.abs(duration) < 1000) return `${Number(duration.toFixed(3))}ms`;
  const seconds = Math.round(Math.abs(duration)) / 1000;
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [Number((seconds % 60).toFixed(3)), 's'],
  ] as const;
  const text = parts.filter(([number]) => number > 0).map(([number, unit]) => `${number}${unit}`);
  return (duration < 0 ? '-' : '') + text.join('');
}
