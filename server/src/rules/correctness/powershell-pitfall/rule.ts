import { powershellRunOf } from '../../../facts/powershell.ts';
import { defineRule } from '../../../linter/rule.ts';

type Messages = 'nullOnRight' | 'emptyCatch' | 'invokeExpression' | 'plainPassword' | 'weakHash' | 'wmi' | 'redirection';

/** What is reported, as it is found in the text without quoted parts. The rules of PSScriptAnalyzer: PossibleIncorrectComparisonWithNull, ... */
const pitfalls: readonly { readonly message: Messages; readonly pattern: RegExp }[] = [
  { message: 'nullOnRight', pattern: /\$(?!null\b)[\w:.]+(?:\[\d+\])?\s+-[ci]?(?:eq|ne)\s+\$null\b/gi },
  { message: 'emptyCatch', pattern: /\bcatch\s*\{\s*\}/gi },
  { message: 'invokeExpression', pattern: /(?<![\w$.-])(?:invoke-expression|iex)(?![\w.-])(?!\s*=)/gi },
  { message: 'plainPassword', pattern: /\bconvertto-securestring\b(?=[^;|\n]*\s-asplaintext\b)/gi },
  { message: 'weakHash', pattern: /(?<=\bget-filehash\b[^;|\n]*-algorithm\s+)(?:md5|sha1)\b/gi },
  { message: 'wmi', pattern: /(?<![\w$.-])(?:get-wmiobject|invoke-wmimethod|set-wmiinstance|remove-wmiobject|register-wmievent)\b/gi },
  // `if ($a > 1)` writes to the file "1".
  { message: 'redirection', pattern: /(?<=\b(?:if|while)\s*\(\s*\$[\w.]+\s*)(?:>=?|<=?|==|!=)(?=\s*[\d$])/gi },
];

export const rule = defineRule<Messages>({
  id: 'powershell-pitfall',
  category: 'correctness',
  severity: 'info',
  preset: 'strict',
  fix: 'none',
  since: '0.1.0',
  aliases: [
    'PSPossibleIncorrectComparisonWithNull',
    'PSAvoidUsingEmptyCatchBlock',
    'PSAvoidUsingInvokeExpression',
    'PSAvoidUsingConvertToSecureStringWithPlainText',
    'PSAvoidUsingBrokenHashAlgorithms',
    'PSAvoidUsingWMICmdlet',
    'PSPossibleIncorrectUsageOfRedirectionOperator',
  ],
  checks: [249],
  summary: 'A PowerShell script contains something that often does not do what it seems to.',
  messages: {
    nullOnRight: 'Compared with a list, this returns the elements that are $null instead of true or false. Write $null on the left side.',
    emptyCatch: 'This catch block hides every error, so that the build goes on without what failed. Handle the error, or remove the block.',
    invokeExpression: 'Invoke-Expression runs any text as code. Save the script, check it, and run the file; or call the command directly.',
    plainPassword: 'The password is in the text of the instruction, which is stored in the image. Use a secret mount or set it at start.',
    weakHash: '{text} can be forged: a different file can have the same hash. Use SHA256.',
    wmi: '{text} only exists in Windows PowerShell. Use the CIM cmdlets (Get-CimInstance, ...), which PowerShell 7 has too.',
    redirection: '"{text}" is not a comparison in PowerShell: > and < redirect to files. Use -gt, -lt, -eq or -ne.',
  },
  on: {
    RUN(run, context) {
      if (!pitfalls.some(({ pattern }) => run.source.search(pattern) >= 0)) return;
      const powershell = powershellRunOf(context.model, run, context.stageOf(run));
      if (!powershell) return;
      const { plain, start } = powershell.script;
      for (const { message, pattern } of pitfalls) {
        for (const { 0: text, index } of plain.matchAll(pattern)) {
          context.report({ at: { start: start + index, end: start + index + text.length }, message, data: { text } });
        }
      }
    },
  },
});
