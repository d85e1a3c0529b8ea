import { defineRule } from './define.ts';

export const secretInValues = defineRule({
  id: 'RE901',
  name: 'secret-in-values',
  severity: 'error',
  summary: 'A value looks like a password, a token or a private key.',
  page: `
    Everybody who can read the repository reads its values, so can every cluster, and what was committed once stays in
    the history. Found are private keys, tokens of known services, URLs and connection strings with passwords, and
    whatever stands under a key such as password, token, apiKey or clientSecret.

        spec:
          values:
            dbPassword: "..."           no: here it can be read by all
            dbPasswordSecret: till-db   yes: the name of a Secret that the application reads

    Keep the secret itself out of the inventory:

    * in a Secret on the cluster, put there by the store of secrets that you have; values carry its name at most, or
    * in the folder of the application, encrypted with SOPS: spec.delivery.decryption in resedge.yaml names the key
      with which Flux opens it on the cluster.

    A secret that was pushed is known: change it where it is used, and only then take it out here.

    What only looks like one is named in an annotation of its object, by the keys that it stands under:

        metadata:
          annotations:
            resedge.dev/not-secret: queueToken, colorKey
  `,
});
