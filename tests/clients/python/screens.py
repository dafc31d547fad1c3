"""What the client shows: a message with buttons and selects, a form of text inputs in rows, a form with labels."""

import discord
from discord import ui

from line import saw, trouble

STYLE = discord.ButtonStyle


async def _chosen(interaction, of, values):
    got = [getattr(one, "display_name", None) or getattr(one, "name", one) for one in values]
    await interaction.response.send_message(", ".join(got), ephemeral=True)
    saw("chosen", of=of, got=got)


class Shown(ui.View):
    """Buttons and one select of each kind."""

    def __init__(self):
        super().__init__(timeout=None)
        self.add_item(ui.Button(label="lukket", style=STYLE.danger, custom_id="lukket", disabled=True, row=0))
        self.add_item(ui.Button(label="Læs", url="https://example.org/", row=0))

    @ui.button(label="ret", style=STYLE.primary, custom_id="ret", row=0)
    async def ret(self, interaction, _):
        await interaction.response.edit_message(content="Rettet", view=None)

    @ui.button(label="vent", style=STYLE.secondary, custom_id="vent", row=0)
    async def vent(self, interaction, _):
        await interaction.response.defer()
        await interaction.edit_original_response(content="Rettet lidt efter")

    @ui.button(label="formular", style=STYLE.success, custom_id="formular", row=0)
    async def formular(self, interaction, _):
        await interaction.response.send_modal(Form(custom_id="formular"))

    @ui.select(
        custom_id="farve",
        max_values=2,
        options=[discord.SelectOption(label=label, value=label[0].lower()) for label in ("Rød", "Grøn", "Blå")],
        row=1,
    )
    async def farve(self, interaction, select):
        await _chosen(interaction, "farve", select.values)

    @ui.select(cls=ui.UserSelect, custom_id="person", row=2)
    async def person(self, interaction, select):
        await _chosen(interaction, "person", select.values)

    @ui.select(cls=ui.RoleSelect, custom_id="rolle", row=3)
    async def rolle(self, interaction, select):
        await _chosen(interaction, "rolle", select.values)

    @ui.select(cls=ui.ChannelSelect, custom_id="kanal", channel_types=[discord.ChannelType.text], row=4)
    async def kanal(self, interaction, select):
        await _chosen(interaction, "kanal", select.values)

    async def on_error(self, interaction, error, item):
        trouble(error)


class Sent(ui.Modal):
    """What happens to a form that was sent."""

    async def on_error(self, interaction, error):
        trouble(error)

    async def answer(self, interaction, of, got):
        if interaction.message:
            await interaction.response.edit_message(content="Formularen er sendt")
        else:
            await interaction.response.send_message(f"Tak, {got['navn']}", ephemeral=True)
        saw("form", of=of, got=got)


class Form(Sent, title="Fortæl"):
    """Two text inputs, each in a row of its own."""

    navn = ui.TextInput(label="Navn", custom_id="navn", max_length=30)
    historie = ui.TextInput(
        label="Historie", custom_id="historie", style=discord.TextStyle.paragraph, required=False
    )

    async def on_submit(self, interaction):
        await self.answer(interaction, "formular", {"navn": self.navn.value, "historie": self.historie.value})


class Questionnaire(Sent, title="Skema"):
    """A text input and a select of each kind, each below a label."""

    navn = ui.Label(text="Navn", component=ui.TextInput(custom_id="navn"))
    farve = ui.Label(
        text="Farve",
        description="Op til to",
        component=ui.Select(
            custom_id="farve",
            max_values=2,
            options=[discord.SelectOption(label="Rød", value="r"), discord.SelectOption(label="Grøn", value="g")],
        ),
    )
    person = ui.Label(text="Person", component=ui.UserSelect(custom_id="person"))
    rolle = ui.Label(text="Rolle", component=ui.RoleSelect(custom_id="rolle"))
    kanal = ui.Label(text="Kanal", component=ui.ChannelSelect(custom_id="kanal"))

    async def on_submit(self, interaction):
        got = {
            "navn": self.navn.component.value,
            "farve": self.farve.component.values,
            "person": [one.display_name for one in self.person.component.values],
            "rolle": [one.name for one in self.rolle.component.values],
            "kanal": [one.name for one in self.kanal.component.values],
        }
        await self.answer(interaction, "skema", got)
