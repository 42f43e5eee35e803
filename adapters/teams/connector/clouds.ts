/** The clouds of Microsoft in which Teams has bots. GCC is in the public one. */
export type CloudName = 'public' | 'gcc-high' | 'dod'

/** Where an app signs in, and who speaks for Teams, in one of them. */
export interface Cloud {
  /** Where apps get their tokens. */
  login: string
  /** The tenant at which a bot of many tenants signs in. */
  manyTenants: string
  /** What `Bot Connector` tokens are for, and who makes those that come to us. */
  connector: string
  /** Where the keys of those are published. */
  keys: string
  oauth: string
  /** Where Teams says that it is reached. */
  hosts: readonly RegExp[]
}

const government = {
  login: 'https://login.microsoftonline.us/',
  manyTenants: 'MicrosoftServices.onmicrosoft.us',
  connector: 'https://api.botframework.us',
  keys: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
  oauth: 'https://api.botframework.azure.us',
}

/** By what TEAMS_CLOUD may say; the constants are those of botframework-connector's `authenticationConstants` and `governmentConstants`. */
export const clouds: Readonly<Record<CloudName, Cloud>> = {
  public: {
    login: 'https://login.microsoftonline.com/',
    manyTenants: 'botframework.com',
    connector: 'https://api.botframework.com',
    keys: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
    oauth: 'https://api.botframework.com',
    hosts: [
      /^smba\.trafficmanager\.net$/,
      /(^|\.)botframework\.com$/,
      /(^|\.)teams\.microsoft\.com$/,
      /(^|\.)cloud\.microsoft$/,
    ],
  },
  'gcc-high': {
    ...government,
    hosts: [/(^|\.)gov\.teams\.microsoft\.us$/, /(^|\.)botframework\.azure\.us$/],
  },
  dod: {
    ...government,
    hosts: [/(^|\.)dod\.teams\.microsoft\.us$/, /(^|\.)botframework\.azure\.us$/],
  },
}
