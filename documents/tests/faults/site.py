"""What people do on the pages while something is broken."""

from documents.tests.harness.people import PASSWORD, Person


def use_the_site(person: Person, document: str) -> None:
    """Everything that pages offer works."""
    assert person.get("/").status == 200
    assert person.get(f"/d/{document}/").status == 200
    person.share(document, "edit")
    person.share(document, "off")
    again = Person(person.name, person.web)
    path = "/accounts/login/"
    assert again.get(path).status == 200
    assert again.post(path, login=person.email, password=PASSWORD).status == 200
    assert again.cookie("sessionid")
