import { anyMountOptionNamed, buildahOptions, mountOptions, mountTypeNamed, mountTypes } from '../../../knowledge/mounts.ts';
import type { MountOptionFacts } from '../../../knowledge/mounts.ts';
import type { Span } from '../../../base/span.ts';
import { mostSimilar, onlyNeighbor } from '../../../base/similar.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { Report } from '../../../linter/rule.ts';
import { hasVariable } from '../../../model/flags.ts';
import type { MountFact, MountField } from '../../../facts/mounts.ts';

type Messages = 'type' | 'type-similar' | 'unknown' | 'similar' | 'bare-type' | 'buildah' | 'other-type' | 'replace';

export const rule = defineRule<Messages>({
  id: 'unknown-mount-option',
  category: 'correctness',
  severity: 'error',
  fix: 'safe',
  mayChange: 'the type or an option of a mount with one wrong letter is corrected, or type= is added before a type',
  since: '0.1.0',
  aliases: [],
  checks: [42],
  summary: 'RUN --mount has an unknown type or option.',
  messages: {
    type: 'Unknown mount type "{value}", so the build fails. Use {types}.',
    'type-similar': 'Unknown mount type "{value}", so the build fails. Did you mean "{similar}"?',
    unknown: 'Unknown mount option "{option}", so the build fails.',
    similar: 'Unknown mount option "{option}", so the build fails. Did you mean "{similar}"?',
    'bare-type': 'Unknown mount option "{option}", so the build fails. Set the type with "{similar}".',
    buildah: 'The mount option "{option}" only exists in Buildah and Podman. The build fails with Docker.',
    'other-type': 'The mount option "{option}" is for type {types}, not {type}, so the build fails.',
    replace: 'Replace with "{similar}"',
  },
  onbuild: true,
  on: {
    mount(mount, _, context) {
      if (context.syntax === 'foreign') return;
      for (const field of mount.fields) {
        const report = field.facts?.value === 'type' ? typeReport(field) : optionReport(field, mount);
        if (report) context.report(report);
      }
    },
  },
});

const types = mountTypes.map(({ type }) => type);

function typeReport({ value, valueSpan }: MountField): Report<Messages> | undefined {
  if (!value || hasVariable(value) || mountTypeNamed(value)) return undefined;
  const similar = mostSimilar(value, types);
  if (similar === undefined) return { at: valueSpan!, message: 'type', data: { value, types: types.join(', ') } };
  return {
    at: valueSpan!,
    message: 'type-similar',
    data: { value, similar },
    fixes: replaceWith(similar, valueSpan!, onlyNeighbor(value, types) === similar),
  };
}

function optionReport({ key, keySpan, value, facts }: MountField, { type, typeField, fields }: MountFact): Report<Messages> | undefined {
  const data = { option: key };
  if (facts) {
    if (!type?.rejected.includes(facts.name)) return undefined;
    const others = mountTypes.filter(({ options }) => options.some(({ name }) => name === facts.name)).map((other) => other.type);
    return { at: keySpan, message: 'other-type', data: { ...data, type: type.type, types: others.join(', ') } };
  }
  if (hasVariable(key)) return undefined;
  if (value === undefined && mountTypeNamed(key)) {
    const similar = `type=${key}`;
    return { at: keySpan, message: 'bare-type', data: { ...data, similar }, fixes: replaceWith(similar, keySpan, typeField === undefined) };
  }
  if (buildahOptions.has(key.toLowerCase())) return { at: keySpan, message: 'buildah', data };
  const similar = mostSimilar(key, [...(type?.options ?? []), ...mountOptions].flatMap(namesOf));
  if (similar === undefined) return { at: keySpan, message: 'unknown', data };
  const isNew = !fields.some((field) => field.facts?.name === anyMountOptionNamed(similar)?.name);
  const isOnly = isNew && value !== undefined && onlyNeighbor(key, (type?.options ?? []).flatMap(namesOf)) === similar;
  return { at: keySpan, message: 'similar', data: { ...data, similar }, fixes: replaceWith(similar, keySpan, isOnly) };
}

function namesOf({ name, aliases }: MountOptionFacts): readonly string[] {
  return [name, ...aliases];
}

function replaceWith(similar: string, at: Span, isCertain: boolean): Report<Messages>['fixes'] {
  const level = isCertain ? 'safe' : 'suggestion';
  return [{ title: 'replace', data: { similar }, level, edits: [{ start: at.start, end: at.end, newText: similar }] }];
}
