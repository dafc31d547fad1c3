"""The commands that the client registers, and how it answers them."""

import typing

import discord
from discord import app_commands
from discord.app_commands import Choice

from line import saw
from screens import Form, Questionnaire, Shown


def _name(value):
    return getattr(value, "display_name", None) or value.name


@app_commands.command(name="svar", description="Svarer med det, den fik")
@app_commands.choices(valg=[Choice(name="Første", value="a"), Choice(name="Anden", value="b")])
async def svar(
    interaction: discord.Interaction,
    tekst: app_commands.Range[str, 2, 40],
    antal: typing.Optional[app_commands.Range[int, 1, 10]] = None,
    tal: typing.Optional[float] = None,
    ja: typing.Optional[bool] = None,
    valg: typing.Optional[Choice[str]] = None,
    person: typing.Optional[discord.Member] = None,
    rolle: typing.Optional[discord.Role] = None,
    kanal: typing.Optional[discord.TextChannel] = None,
    enten: typing.Optional[typing.Union[discord.Member, discord.Role]] = None,
):
    answer = await interaction.response.send_message(f"Du skrev {tekst}")
    got = {"tekst": tekst, "antal": antal, "tal": tal, "ja": ja, "valg": valg.value if valg else None}
    places = {"person": person, "rolle": rolle, "kanal": kanal, "enten": enten}
    got |= {key: _name(place) for key, place in places.items() if place}
    saw(
        "command",
        name="svar",
        got={key: value for key, value in got.items() if value is not None},
        answer=str(answer.message_id),
        guild=interaction.guild.name,
        by=interaction.user.display_name,
        locale=interaction.locale.value,
    )


@app_commands.command(name="privat", description="Svarer kun dig")
async def privat(interaction: discord.Interaction):
    await interaction.response.send_message("Kun til dig", ephemeral=True)
    saw("original", content=(await interaction.original_response()).content)


@app_commands.command(name="senere", description="Svarer senere")
async def senere(interaction: discord.Interaction, slet: bool = False):
    await interaction.response.defer()
    await interaction.edit_original_response(content="Færdig")
    more = await interaction.followup.send("Mere", wait=True)
    await interaction.followup.send("Mere til dig", ephemeral=True)
    await more.edit(content="Mere, rettet")
    if slet:
        await interaction.delete_original_response()
    saw("command", name="senere", more=str(more.id))


# The answer that was put off last, for orders that come later.
put_off = {}


@app_commands.command(name="husk", description="Svarer, når du vil")
async def husk(interaction: discord.Interaction):
    await interaction.response.defer(ephemeral=True, thinking=True)
    put_off["interaction"] = interaction
    saw("remembered")


@app_commands.command(name="dobbelt", description="Svarer to gange")
async def dobbelt(interaction: discord.Interaction):
    codes = []

    async def attempt(sending):
        try:
            await sending
            codes.append(0)
        except discord.HTTPException as error:
            codes.append(error.code)

    await attempt(interaction.followup.send("Forud"))
    await attempt(interaction.response.send_message("Én"))
    # The library would not even ask.
    interaction.response._response_type = None
    await attempt(interaction.response.send_message("To"))
    saw("outcomes", codes=codes)


@app_commands.command(name="find", description="Foreslår")
async def find(interaction: discord.Interaction, ord: str):
    await interaction.response.send_message(f"Fandt {ord}")


@find.autocomplete("ord")
async def propose(_: discord.Interaction, typed: str):
    words = [word for word in ("Aktør", "Aften", "Bus") if word.startswith(typed)]
    return [Choice(name=word, value=word.lower()) for word in words]


@app_commands.command(name="formular", description="Åbner en formular")
async def formular(interaction: discord.Interaction):
    await interaction.response.send_modal(Form(custom_id="formular"))


@app_commands.command(name="skema", description="Åbner et skema")
async def skema(interaction: discord.Interaction):
    await interaction.response.send_modal(Questionnaire(custom_id="skema"))


@app_commands.command(name="vis", description="Viser knapper og lister")
async def vis(interaction: discord.Interaction):
    await interaction.response.send_message("Vælg", view=Shown())


class Hold(app_commands.Group):
    """Om hold"""

    plan = app_commands.Group(name="plan", description="En plan")

    @plan.command(name="ny", description="En ny")
    async def ny(self, interaction: discord.Interaction, navn: str):
        await interaction.response.send_message(f"plan ny {navn}")


@app_commands.context_menu(name="Hils")
async def hils(interaction: discord.Interaction, member: discord.Member):
    await interaction.response.send_message(f"Hej {member.display_name}", ephemeral=True)
    saw("menu", user=str(member.id))


@app_commands.context_menu(name="Gem")
async def gem(interaction: discord.Interaction, message: discord.Message):
    await interaction.response.send_message(f"Gemt: {message.content}", ephemeral=True)
    saw("menu", message=str(message.id), author=str(message.author.id))


def add_commands(tree):
    """Tells the tree of them all."""
    hold = Hold(name="hold", description="Om hold", default_permissions=discord.Permissions(32))
    for command in (svar, privat, senere, husk, dobbelt, find, formular, skema, vis, hold, hils, gem):
        tree.add_command(command)
