import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type { Diagnostic } from 'vscode-languageserver';
import { splitByBaseline } from '../../linter/baseline.ts';
import type { Finding, Severity } from '../../linter/rule.ts';
import { ruleLink } from '../capabilities.ts';
import { toRange } from '../convert.ts';
import type { Feature } from '../feature.ts';
import { message } from '../../base/message.ts';
import type { Work } from '../../base/work.ts';
import type { Message } from '../../base/message.ts';
import { longestDocument } from '../session.ts';
import { ShellCheck } from '../shellcheck.ts';
import type { Session } from '../session.ts';
import type { Snapshot } from '../snapshot.ts';

const source = 'layerwise';

/** Sends a document's diagnostics whenever something that they depend on has changed. */
export const diagnostics: Feature = (connection, session) => {
  const warn = (text: Message): void => connection.console.warn(session.translate(text));
  const shellCheck = session.programs && new ShellCheck(session.programs, warn);
  session.onSnapshot((snapshot) => void send(snapshot).catch((error: unknown) => fail(snapshot.uri, error)));
  session.onTooLarge(({ uri, version }) => {
    const limit = longestDocument / 1_000_000;
    const text = message('The file is too large to check. Files of up to {limit} million characters are checked.', { limit });
    const start = { line: 0, character: 0 };
    const diagnostic = { range: { start, end: start }, severity: DiagnosticSeverity.Information, source, message: session.translate(text) };
    void connection.sendDiagnostics({ uri, version, diagnostics: [diagnostic] });
  });
  session.onClose((uri) => void connection.sendDiagnostics({ uri, diagnostics: [] }));

  function fail(uri: string, error: unknown): void {
    session.report(error);
    session.checked(uri);
  }

  /** Does nothing if the document changes meanwhile: its next snapshot follows. */
  async function send(snapshot: Snapshot): Promise<void> {
    const { uri, language, document } = snapshot;
    const work = language.diagnostics(document, ({ rule, error }) => connection.console.error(`${rule}: ${String(error)}`));
    const findings = await session.inSlices(snapshot, work);
    if (!findings || !(await publish(snapshot, findings))) return;
    session.checked(uri);
    await addShellCheck(snapshot, findings);
  }

  /** Returns whether the diagnostics were sent: not if the document has changed meanwhile. */
  async function publish(snapshot: Snapshot, findings: readonly Finding[]): Promise<boolean> {
    const diagnostics = await session.inSlices(snapshot, toDiagnostics(snapshot, findings));
    if (!diagnostics) return false;
    const { uri, version } = snapshot;
    void connection.sendDiagnostics({ uri, version, diagnostics });
    return true;
  }

  function* toDiagnostics(snapshot: Snapshot, findings: readonly Finding[]): Work<Diagnostic[]> {
    const { recorded } = splitByBaseline(snapshot.text, findings, snapshot.settings.baseline);
    const known = new Set(recorded);
    const diagnostics: Diagnostic[] = [];
    for (const finding of findings) {
      diagnostics.push(toDiagnostic(known.has(finding) ? { ...finding, severity: 'hint' } : finding, snapshot, session));
      yield;
    }
    return diagnostics;
  }

  /** Sends the diagnostics again with those of ShellCheck, if the settings name it and the document has not changed meanwhile. */
  async function addShellCheck(snapshot: Snapshot, own: readonly Finding[]): Promise<void> {
    const { shellcheck: path } = snapshot.settings;
    // Checked first: the scripts are collected anew after each edit.
    if (path === undefined || !shellCheck) return;
    const { language, document } = snapshot;
    const scripts = language.shellScripts?.(document) ?? [];
    if (scripts.length === 0) return;
    const theirs = await shellCheck.findings(path, scripts);
    const all = language.withShellCheck?.(document, own, theirs) ?? own;
    if (all.length > own.length && session.isLatest(snapshot)) await publish(snapshot, all);
  }
};

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const diagnosticTags: Readonly<Record<NonNullable<Finding['tag']>, DiagnosticTag>> = {
  unnecessary: DiagnosticTag.Unnecessary,
  deprecated: DiagnosticTag.Deprecated,
};

/** A finding as an LSP diagnostic. */
export function toDiagnostic(
  finding: Finding,
  { uri, lines }: Pick<Snapshot, 'uri' | 'lines'>,
  { translate, abilities }: Pick<Session, 'translate' | 'abilities'>,
): Diagnostic {
  return {
    range: toRange(lines, finding.span),
    severity: severities[finding.severity],
    source,
    code: finding.rule,
    ...(abilities.ruleCommands && { codeDescription: { href: ruleLink(finding.rule) } }),
    message: translate(finding.message),
    ...(finding.tag && { tags: [diagnosticTags[finding.tag]] }),
    ...(finding.related.length > 0 && {
      relatedInformation: finding.related.map(({ span, message }) => ({
        location: { uri, range: toRange(lines, span) },
        message: translate(message),
      })),
    }),
  };
}
