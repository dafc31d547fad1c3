// How the client answers what people do with its commands, buttons, selects and forms.

import { discord } from './library.mjs';
import { saw } from './line.mjs';
import { form, questionnaire, shown } from './screens.mjs';

const quietly = discord.MessageFlags.Ephemeral;

const named = {
  6: (option) => option.member?.displayName ?? option.user.displayName,
  7: (option) => option.channel.name,
  8: (option) => option.role.name,
  9: (option) => option.role?.name ?? option.member?.displayName ?? option.user.displayName,
};

const values = (options) =>
  Object.fromEntries(options.map((one) => [one.name, named[one.type]?.(one) ?? one.value]));

/** The answer that was put off last, for orders that come later. */
export const put_off = {};

const written = {
  async svar(interaction) {
    const got = values(interaction.options.data);
    const answer = await interaction.reply({ content: `Du skrev ${got.tekst}`, withResponse: true });
    saw('command', { name: 'svar', got, answer: answer.resource.message.id, guild: interaction.guild.name, by: interaction.member.displayName, locale: interaction.locale });
  },
  async privat(interaction) {
    await interaction.reply({ content: 'Kun til dig', flags: quietly });
    saw('original', { content: (await interaction.fetchReply()).content });
  },
  async senere(interaction) {
    await interaction.deferReply();
    await interaction.editReply('Færdig');
    const more = await interaction.followUp('Mere');
    await interaction.followUp({ content: 'Mere til dig', flags: quietly });
    await interaction.webhook.editMessage(more.id, 'Mere, rettet');
    if (interaction.options.getBoolean('slet')) await interaction.deleteReply();
    saw('command', { name: 'senere', more: more.id });
  },
  async husk(interaction) {
    await interaction.deferReply({ flags: quietly });
    put_off.interaction = interaction;
    saw('remembered');
  },
  async dobbelt(interaction) {
    const codes = [];
    const attempt = (sending) => sending.then(() => codes.push(0), (error) => codes.push(error.code));
    await attempt(interaction.webhook.send('Forud'));
    await attempt(interaction.reply('Én'));
    // The library would not even ask.
    interaction.replied = false;
    await attempt(interaction.reply('To'));
    saw('outcomes', { codes });
  },
  async find(interaction) {
    await interaction.reply(`Fandt ${interaction.options.getString('ord')}`);
  },
  formular: (interaction) => interaction.showModal(form()),
  skema: (interaction) => interaction.showModal(questionnaire()),
  vis: (interaction) => interaction.reply(shown()),
  async hold(interaction) {
    const { options } = interaction;
    const got = [options.getSubcommandGroup(), options.getSubcommand(), options.getString('navn')];
    await interaction.reply(got.join(' '));
  },
  async Hils(interaction) {
    await interaction.reply({ content: `Hej ${interaction.targetMember.displayName}`, flags: quietly });
    saw('menu', { user: interaction.targetUser.id });
  },
  async Gem(interaction) {
    await interaction.reply({ content: `Gemt: ${interaction.targetMessage.content}`, flags: quietly });
    saw('menu', { message: interaction.targetMessage.id, author: interaction.targetMessage.author.id });
  },
};

const pressed = {
  ret: (interaction) => interaction.update({ content: 'Rettet', components: [] }),
  async vent(interaction) {
    await interaction.deferUpdate();
    await interaction.editReply('Rettet lidt efter');
  },
  formular: (interaction) => interaction.showModal(form()),
};

async function chosen(interaction) {
  const got = interaction.values.map(
    (value) =>
      interaction.members?.get(value)?.displayName ??
      interaction.roles?.get(value)?.name ??
      interaction.channels?.get(value)?.name ??
      value,
  );
  await interaction.reply({ content: got.join(', '), flags: quietly });
  saw('chosen', { of: interaction.customId, got });
}

async function sent(interaction) {
  const { fields } = interaction;
  const got =
    interaction.customId === 'formular'
      ? { navn: fields.getTextInputValue('navn'), historie: fields.getTextInputValue('historie') }
      : {
          navn: fields.getTextInputValue('navn'),
          farve: fields.getStringSelectValues('farve'),
          person: fields.getSelectedMembers('person').map((one) => one.displayName),
          rolle: fields.getSelectedRoles('rolle').map((one) => one.name),
          kanal: fields.getSelectedChannels('kanal').map((one) => one.name),
        };
  if (interaction.isFromMessage()) await interaction.update('Formularen er sendt');
  else await interaction.reply({ content: `Tak, ${got.navn}`, flags: quietly });
  saw('form', { of: interaction.customId, got });
}

/** Answers one interaction. */
export async function answer(interaction) {
  if (interaction.isAutocomplete()) {
    const typed = interaction.options.getFocused();
    const words = ['Aktør', 'Aften', 'Bus'].filter((word) => word.startsWith(typed));
    await interaction.respond(words.map((word) => ({ name: word, value: word.toLowerCase() })));
  } else if (interaction.isCommand()) await written[interaction.commandName](interaction);
  else if (interaction.isButton()) await pressed[interaction.customId](interaction);
  else if (interaction.isAnySelectMenu()) await chosen(interaction);
  else await sent(interaction);
}
