import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type { Finding, Severity } from '../../rules/rule.ts';
import { diagnose } from '../../services/diagnostics.ts';
import { diagnoseIgnoreFile } from '../../services/dockerignore/diagnostics.ts';
import type { Translate } from '../../text/message.ts';
import { toRange } from '../convert.ts';
import type { Feature } from '../feature.ts';
import type { Snapshot } from '../snapshot.ts';

/** Pushes a document's diagnostics whenever something that they depend on has changed. */
export const diagnostics: Feature = (connection, session) => {
  session.onSnapshot((snapshot) => {
    const { uri, version } = snapshot;
    const findings = diagnose(snapshot.document, ({ rule, error }) => connection.console.error(`${rule}: ${String(error)}`));
    const diagnostics = findings.map((finding) => toDiagnostic(finding, snapshot, session.translate));
    void connection.sendDiagnostics({ uri, version, diagnostics });
  });
  session.onIgnoreSnapshot((snapshot) => {
    const { uri, version } = snapshot;
    const findings = diagnoseIgnoreFile(snapshot.document, ({ rule, error }) => connection.console.error(`${rule}: ${String(error)}`));
    const diagnostics = findings.map((finding) => toDiagnostic(finding, snapshot, session.translate));
    void connection.sendDiagnostics({ uri, version, diagnostics });
  });
  session.onClose((uri) => void connection.sendDiagnostics({ uri, diagnostics: [] }));
};

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const TAGS: Readonly<Record<NonNullable<Finding['tag']>, DiagnosticTag>> = {
  unnecessary: DiagnosticTag.Unnecessary,
  deprecated: DiagnosticTag.Deprecated,
};

/** A finding as the editor draws it. */
export function toDiagnostic(finding: Finding, { uri, lines }: Pick<Snapshot, 'uri' | 'lines'>, translate: Translate): Diagnostic {
  return {
    range: toRange(lines, finding.span),
    severity: SEVERITIES[finding.severity],
    source: 'layerwise',
    code: finding.rule,
    message: translate(finding.message),
    ...(finding.tag && { tags: [TAGS[finding.tag]] }),
    ...(finding.related.length > 0 && {
      relatedInformation: finding.related.map(({ span, message }) => ({
        location: { uri, range: toRange(lines, span) },
        message: translate(message),
      })),
    }),
  };
}
