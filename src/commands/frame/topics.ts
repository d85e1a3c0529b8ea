import { exitCodes } from './outcome.ts';

/** Help that belongs to no command: `resedge help NAME`. */
export interface Topic {
  readonly name: string;
  readonly text: string;
}

const environment = `Variables of the environment. A flag wins over them.

  RESEDGE_REPO     the fleet repository, as --repo
  RESEDGE_OUTPUT   the form of results, as --output, where a command has that form
  RESEDGE_COLOR    auto, always or never, as --color
  RESEDGE_GIT      native or embedded: use the git program, or the one that is built in, and nothing else
  RESEDGE_DEBUG    any value: errors show where they come from, as --debug
  FORCE_COLOR      any value but 0 or false: color, terminal or not
  NO_COLOR         any value: no color
  TERM             dumb: no color
  GITHUB_ACTIONS   true: validate, test and plan print annotations, unless --output says otherwise

In a pipeline for a pull request, validate and plan learn from GITHUB_BASE_REF and GITHUB_SHA,
CI_MERGE_REQUEST_TARGET_BRANCH_NAME and CI_MERGE_REQUEST_DIFF_BASE_SHA, or SYSTEM_PULLREQUEST_TARGETBRANCH and
BUILD_SOURCEVERSION where the branch began, if the branch that clusters read was not fetched.

Git is run with the whole environment, so what it reads (GIT_SSH_COMMAND, GIT_AUTHOR_NAME, ...) counts as usual.
`;

const exitStatus = `Exit codes, the same for every command. The help of a command says what 1 means there.

${Object.values(exitCodes)
  .map(({ code, meaning }) => `  ${String(code).padEnd(5)}${meaning}\n`)
  .join('')}
A reader that goes away, as in \`resedge get clusters | head\`, is no error.
`;

const expressions = `Expressions say which clusters are meant: in the inventory, after -l, and in \`resedge match\`.

  all, none                      every cluster; not one
  /c/la-1                        the cluster la-1
  /g/stores/central              in the group stores/central, or in any below it
  /n/pos                         the clusters of the namespace pos
  /r/canary                      the clusters of the ring canary
  /m/tier/gold                   labelled tier=gold
  /m/tier                        labelled tier, whatever the value
  /m/"example.com/tier"/"a/b"    a key or a value with a slash is quoted

Names, paths and values may be globs: * and ** in paths, {a,b} for either.

  /g/stores and not (/m/tier/kiosk or /c/*-test)

\`not\` binds tightest, then \`and\`, then \`or\`; parentheses group. A name that does not exist is an error.
In a shell, put the expression in single quotes.
`;

const output = `Results go to standard output, all else to standard error. -o chooses the form; each command lists what it has.

  text       for people; may change with any version
  wide       text with more columns
  name       kind/name, one a line, as other commands take it
  json       one object: {"apiVersion": "resedge.dev/v1", "kind": ..., ...}
  jsonl      one object a line, for lists that are too long to hold at once
  yaml       what json holds, as YAML
  markdown   for a pull request or the summary of a pipeline; may change with any version
  github     annotations of GitHub Actions
  sarif      SARIF 2.1.0, for code scanning

Programs can rely on json, jsonl, yaml, name, github and sarif: fields are only ever added, and a list is always there,
empty or not.
`;

export const topics: readonly Topic[] = [
  { name: 'environment', text: environment },
  { name: 'exit-codes', text: exitStatus },
  { name: 'expressions', text: expressions },
  { name: 'output', text: output },
];
