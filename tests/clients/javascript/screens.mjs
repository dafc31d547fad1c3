// What the client shows: a message with buttons and selects, a form of text inputs in rows, a form with labels.

import { discord as js } from './library.mjs';

const row = (...parts) => new js.ActionRowBuilder().addComponents(...parts);
const input = (id, style) => new js.TextInputBuilder().setCustomId(id).setStyle(style);

/** Buttons and one select of each kind. */
export function shown() {
  const button = (id, style) => new js.ButtonBuilder().setCustomId(id).setLabel(id).setStyle(style);
  return {
    content: 'Vælg',
    components: [
      row(
        button('ret', js.ButtonStyle.Primary),
        button('vent', js.ButtonStyle.Secondary),
        button('formular', js.ButtonStyle.Success),
        button('lukket', js.ButtonStyle.Danger).setDisabled(true),
        new js.ButtonBuilder().setURL('https://example.org/').setLabel('Læs').setStyle(js.ButtonStyle.Link),
      ),
      row(
        new js.StringSelectMenuBuilder()
          .setCustomId('farve')
          .setMaxValues(2)
          .addOptions({ label: 'Rød', value: 'r' }, { label: 'Grøn', value: 'g' }, { label: 'Blå', value: 'b' }),
      ),
      row(new js.UserSelectMenuBuilder().setCustomId('person')),
      row(new js.RoleSelectMenuBuilder().setCustomId('rolle')),
      row(new js.ChannelSelectMenuBuilder().setCustomId('kanal').setChannelTypes(js.ChannelType.GuildText)),
    ],
  };
}

/** Two text inputs, each in a row of its own. */
export function form() {
  const name = input('navn', js.TextInputStyle.Short).setLabel('Navn').setMaxLength(30);
  const story = input('historie', js.TextInputStyle.Paragraph).setLabel('Historie').setRequired(false);
  return new js.ModalBuilder().setCustomId('formular').setTitle('Fortæl').addComponents(row(name), row(story));
}

/** A text input and a select of each kind, each below a label. */
export function questionnaire() {
  const label = (text) => new js.LabelBuilder().setLabel(text);
  const colours = new js.StringSelectMenuBuilder()
    .setCustomId('farve')
    .setMaxValues(2)
    .addOptions({ label: 'Rød', value: 'r' }, { label: 'Grøn', value: 'g' });
  return new js.ModalBuilder()
    .setCustomId('skema')
    .setTitle('Skema')
    .addLabelComponents(
      label('Navn').setTextInputComponent(input('navn', js.TextInputStyle.Short)),
      label('Farve').setDescription('Op til to').setStringSelectMenuComponent(colours),
      label('Person').setUserSelectMenuComponent(new js.UserSelectMenuBuilder().setCustomId('person')),
      label('Rolle').setRoleSelectMenuComponent(new js.RoleSelectMenuBuilder().setCustomId('rolle')),
      label('Kanal').setChannelSelectMenuComponent(new js.ChannelSelectMenuBuilder().setCustomId('kanal')),
    );
}
