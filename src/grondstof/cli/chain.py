"""`grondstof chain`: one chain from ore to end product."""

import typer

from grondstof.cli.printing import EDITION, FORMAT, HOME, LANGUAGE, Format, Language, print_answer

app = typer.Typer(rich_markup_mode=None)


@app.command()
def chain(
    product: str = typer.Argument("", help="Product, such as permanent-magnet; all when left out."),
    home: str = HOME,
    form: Format = FORMAT,
    language: Language = LANGUAGE,
    edition: str | None = EDITION,
) -> None:
    """Show one chain from ore to end product: who supplies each step, who controls it."""
    from grondstof.assess.recipe import Question
    from grondstof.cli.opening import opened
    from grondstof.products.answers.chain import answer
    from grondstof.vocabulary.territories import find

    question = Question(home=find(home), options={"product": product})
    print_answer(answer(opened(edition), question), form, language)
