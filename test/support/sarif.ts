/*
 * The parts of the SARIF 2.1.0 schema that our output uses: the members that an object must and may have, and their types.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */

/** What is wrong with a value at a place, such as `runs[0].tool`. */
type Check = (value: unknown, at: string) => readonly string[];

const is =
  (what: string, holds: (value: unknown) => boolean): Check =>
  (value, at) =>
    holds(value) ? [] : [`${at}: ${JSON.stringify(value)} is not ${what}`];

const text = is('a text', (value) => typeof value === 'string' && value !== '');
const anyText = is('a string', (value) => typeof value === 'string');
const yesOrNo = is('a boolean', (value) => typeof value === 'boolean');
const from = (lowest: number): Check => is(`an integer from ${lowest}`, (value) => Number.isInteger(value) && (value as number) >= lowest);
const oneOf = (...names: readonly string[]): Check => is(names.join(' | '), (value) => names.includes(String(value)));
/** RFC 3986: only these characters. */
const uri = is('a URI reference', (value) => typeof value === 'string' && /^(?:[\w.~:/?#[\]@!$&'()*+,;=-]|%[0-9A-F]{2})+$/i.test(value));
const anything: Check = () => [];

function object(required: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check {
  return (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${at} is not an object`];
    const missing = Object.keys(required).filter((name) => !(name in value));
    return [
      ...missing.map((name) => `${at}.${name} is missing`),
      ...Object.entries(value).flatMap(([name, member]) => {
        const check = required[name] ?? optional[name];
        return check ? check(member, `${at}.${name}`) : [`${at}.${name} is not in the schema`];
      }),
    ];
  };
}

function list(item: Check, { least = 0, unique = false } = {}): Check {
  return (value, at) => {
    if (!Array.isArray(value)) return [`${at} is not a list`];
    const isRepeated = unique && new Set(value.map((each) => JSON.stringify(each))).size < value.length;
    return [
      ...(value.length < least ? [`${at} has fewer than ${least} items`] : []),
      ...(isRepeated ? [`${at} has an item twice`] : []),
      ...value.flatMap((each, i) => item(each, `${at}[${i}]`)),
    ];
  };
}

const message = object({ text }, { markdown: text });
const artifactLocation = object({ uri }, { uriBaseId: text });
const regionMembers = object({ startLine: from(1), startColumn: from(1), endLine: from(1), endColumn: from(1) });

const region: Check = (value, at) => {
  const problems = regionMembers(value, at);
  if (problems.length > 0) return problems;
  const { startLine, startColumn, endLine, endColumn } = value as Record<string, number>;
  const isForward = endLine! > startLine! || (endLine === startLine && endColumn! >= startColumn!);
  return isForward ? [] : [`${at} ends before it starts`];
};

const location = object({ physicalLocation: object({ artifactLocation }, { region }) }, { message, id: from(0) });
const level = oneOf('none', 'note', 'warning', 'error');

const rule = object(
  { id: text },
  {
    name: text,
    shortDescription: message,
    fullDescription: message,
    help: message,
    helpUri: uri,
    defaultConfiguration: object({}, { level, enabled: yesOrNo }),
    properties: object({}, { tags: list(text, { unique: true }), category: text, aliases: list(text), fix: text, since: text }),
  },
);

const fix = object(
  {
    artifactChanges: list(
      object({
        artifactLocation,
        replacements: list(object({ deletedRegion: region }, { insertedContent: object({ text: anyText }) }), { least: 1 }),
      }),
      { least: 1, unique: true },
    ),
  },
  { description: message },
);

const result = object(
  { message },
  {
    ruleId: text,
    ruleIndex: from(0),
    level,
    locations: list(location),
    relatedLocations: list(location, { unique: true }),
    fixes: list(fix, { unique: true }),
    partialFingerprints: anything,
  },
);

const run = object(
  {
    tool: object({
      driver: object({ name: text }, { semanticVersion: text, version: text, informationUri: uri, rules: list(rule, { unique: true }) }),
    }),
  },
  {
    columnKind: oneOf('utf16CodeUnits', 'unicodeCodePoints'),
    results: list(result),
    invocations: list(
      object(
        { executionSuccessful: yesOrNo },
        { toolExecutionNotifications: list(object({ message }, { level, locations: list(location, { unique: true }) })) },
      ),
      { unique: true },
    ),
    originalUriBaseIds: anything,
  },
);

const log = object({ version: oneOf('2.1.0'), runs: list(run) }, { $schema: uri });

interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly { readonly ruleId: string; readonly ruleIndex?: number }[];
  }[];
}

/** What is wrong with a SARIF log: members that the schema requires or does not have, and results that refer to another rule than theirs. */
export function sarifProblems(value: unknown): readonly string[] {
  const problems = log(value, 'log');
  if (problems.length > 0) return problems;
  return (value as Log).runs.flatMap(({ tool, results }) =>
    results.flatMap(({ ruleId, ruleIndex = -1 }) =>
      tool.driver.rules[ruleIndex]?.id === ruleId ? [] : [`${ruleId} is not rule ${ruleIndex}`],
    ),
  );
}
