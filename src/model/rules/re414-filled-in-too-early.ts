import { defineRule } from './define.ts';

export const filledInTooEarly = defineRule({
  id: 'RE414',
  name: 'filled-in-too-early',
  severity: 'warning',
  summary: 'Flux fills in what a script or another program was to read.',
  page: `
    Flux looks for variables in all that Kustomize built, scripts and configuration files in ConfigMaps included. Two
    things in them change without an error:

        data:
          run.sh: |
            echo $$ > /run/app.pid         # $$ becomes $
            psql "\${POSTGRES_DB:-pos}"     # always becomes pos: the environment does not count any more

    Write two dollars more, so that the program gets what was written:

        data:
          run.sh: |
            echo $$$$ > /run/app.pid
            psql "$\${POSTGRES_DB:-pos}"

    In a container, \`$$(NAME)\` needs the same. Where Flux is meant to fill in a default, write it as \`\${NAME:=pos}\`:
    nothing is said of that. An object that is full of them is better left alone, or all of its application with
    \`substitute: false\`:

        metadata:
          annotations:
            kustomize.toolkit.fluxcd.io/substitute: disabled
  `,
});
