/** Why Microsoft's sign-in does not let the app in, and the clicks that mend it. */
export interface SignInFault {
  says: string
  mend: string
}

const page = 'Open portal.azure.com, “App registrations”, choose Hearth'
const newSecret = `${page}, “Certificates & secrets”, “New client secret”; copy its Value (not its ID) into MicrosoftAppPassword in .env, and start Hearth again.`
const copyId = `${page}, “Overview”; copy “Application (client) ID” into MicrosoftAppId in .env, and start Hearth again.`
const copyTenant = `${page}, “Overview”; copy “Directory (tenant) ID” into MicrosoftAppTenantId in .env, and start Hearth again.`

const noTenant: SignInFault = { says: 'Microsoft knows no tenant by this id.', mend: copyTenant }

/** By Microsoft's numbers (learn.microsoft.com/entra/identity-platform/reference-error-codes). */
const known = new Map<string, SignInFault>([
  ['AADSTS7000215', { says: 'Microsoft does not know the app’s password.', mend: newSecret }],
  ['AADSTS7000222', { says: 'The app’s password has expired.', mend: newSecret }],
  ['AADSTS700016', { says: 'Microsoft finds no app by this id in this tenant.', mend: copyId }],
  ['AADSTS90002', noTenant],
  ['AADSTS900023', noTenant],
  [
    'AADSTS7000112',
    { says: 'The app registration is disabled.', mend: `${page}, “Properties”, and enable it.` },
  ],
  [
    'AADSTS53003',
    {
      says: 'A rule of your organization (Conditional Access) keeps the app out.',
      mend: 'Ask whoever looks after Microsoft 365 to let the app sign in from this computer.',
    },
  ],
])

/** The most common slip: Azure always shows a secret's id, but its value only once. */
export const secretsId: SignInFault = {
  says: 'MicrosoftAppPassword holds the ID of a secret, not its Value.',
  mend: newSecret,
}

/** The sign-in gave no answer. */
export const unreached = (why: string, login: string): SignInFault => ({
  says: `Microsoft’s login could not be reached (${why}).`,
  mend: `Open ${new URL(login).hostname} in a browser on this computer. If that works, look at its firewall or proxy.`,
})

/** The sign-in stumbles, or has too much to do. */
export const busy: SignInFault = {
  says: 'Microsoft’s login is busy.',
  mend: 'Look again in a few minutes.',
}

/** What the sign-in's answer means; `description` begins with one of Microsoft's numbers. */
export function signInFault(error: string, description: string): SignInFault {
  const [code] = /AADSTS\d+/.exec(description) ?? []
  return (
    known.get(code ?? '') ?? {
      says: `Microsoft refuses the app (${code ?? error}).`,
      mend: `${page}, and compare its Overview and its secrets with .env.`,
    }
  )
}
