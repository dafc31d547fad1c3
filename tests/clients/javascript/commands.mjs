// The commands that the client registers.

import { discord } from './library.mjs';

const { ApplicationCommandType: Kind, ApplicationCommandOptionType: Option } = discord;

const one = (type, name, more = {}) => ({ type, name, description: `En ${name}`, ...more });

export const commands = [
  {
    name: 'svar',
    description: 'Svarer med det, den fik',
    nameLocalizations: { 'en-GB': 'answer' },
    options: [
      one(Option.String, 'tekst', { required: true, minLength: 2, maxLength: 40 }),
      one(Option.Integer, 'antal', { minValue: 1, maxValue: 10 }),
      one(Option.Number, 'tal'),
      one(Option.Boolean, 'ja'),
      one(Option.String, 'valg', { choices: [{ name: 'Første', value: 'a' }, { name: 'Anden', value: 'b' }] }),
      one(Option.User, 'person'),
      one(Option.Role, 'rolle'),
      one(Option.Channel, 'kanal', { channelTypes: [0] }),
      one(Option.Mentionable, 'enten'),
    ],
  },
  { name: 'privat', description: 'Svarer kun dig' },
  { name: 'senere', description: 'Svarer senere', options: [one(Option.Boolean, 'slet')] },
  { name: 'husk', description: 'Svarer, når du vil' },
  { name: 'dobbelt', description: 'Svarer to gange' },
  { name: 'find', description: 'Foreslår', options: [one(Option.String, 'ord', { required: true, autocomplete: true })] },
  { name: 'formular', description: 'Åbner en formular' },
  { name: 'skema', description: 'Åbner et skema' },
  { name: 'vis', description: 'Viser knapper og lister' },
  {
    name: 'hold',
    description: 'Om hold',
    defaultMemberPermissions: '32',
    options: [
      one(Option.SubcommandGroup, 'plan', {
        options: [one(Option.Subcommand, 'ny', { options: [one(Option.String, 'navn', { required: true })] })],
      }),
    ],
  },
  { name: 'Hils', type: Kind.User },
  { name: 'Gem', type: Kind.Message },
];
