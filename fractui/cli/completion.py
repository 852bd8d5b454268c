"""Scripts that complete fractui's commands in bash, zsh and fish, generated from the commands' own words."""

from __future__ import annotations

from fractui.cli.candidates import CODES as ASK_CODES
from fractui.cli.candidates import IDS as ASK_IDS
from fractui.cli.dispatch import GROUPS, INDEX, command_named
from fractui.cli.grammar import Argument, Command, word
from fractui.cli.shell import Shell
from fractui.cli.words import PERIOD_WORDS
from fractui.core.entry import Bucket

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

CODES = f"$(fractui {ASK_CODES} 2>/dev/null)"
"""How a script asks which clients there are, at the moment when they are wanted."""

WORDS = {"DATE": "today yesterday tomorrow", "WHEN": "now", "PERIOD": " ".join(sorted(PERIOD_WORDS))}
"""What may be written for a metavar, as far as it is words."""

IDS_OF = {
    **dict.fromkeys(("edit", "split", "join", "delete"), "entries"),
    "deliverable": "deliverables",
    "block": "blocks",
    "priority": "priorities",
}
"""Which ids a command's ``ID`` is one of, by the command's first word."""


def _completion(shell: Shell, given: Namespace) -> None:  # noqa: ARG001
    print({"bash": _bash, "zsh": _zsh, "fish": _fish}[given.shell]())


def _candidates(argument: Argument, name: str, *, told: bool = False) -> str:
    """What can stand for an argument of the command ``name``, separated by spaces; a question to fractui for clients and ids.

    ``told`` is for a shell that shows a few words beside each id.
    """
    words = [*argument.choices]
    for metavar in argument.metavar.replace("[", "").replace("]", "").split():
        if metavar == "ID":
            words += _ids(
                "deliverables" if argument.name == "deliverable" else IDS_OF.get(name.split(" ")[0]), told
            )
        elif metavar in WORDS:
            words.append(WORDS[metavar])
    if argument.kind == "who":
        words += [CODES, *(each.value for each in Bucket)]
    elif argument.kind == "client":
        words.append(CODES)
    return " ".join(words)


def _ids(kind: str | None, told: bool) -> list[str]:
    if kind is None:
        return []
    asked = f"fractui {ASK_IDS} {kind} 2>/dev/null"
    return [f"$({asked})" if told else f"$({asked} | cut -f1)"]


def _flags(argument: Argument) -> list[str]:
    return [] if argument.positional else list(argument.flags)


def _beginnings() -> dict[str, list[str]]:
    """What may follow ``fractui`` and each first word of a command of two words."""
    found: dict[str, list[str]] = {"": [each for each in INDEX if " " not in each] + list(GROUPS)}
    for group in GROUPS:
        found[group] = [each.split(" ")[1] for each in INDEX if each.startswith(f"{group} ")]
    return found


def _second_words() -> dict[str, list[str]]:
    """The second words of the commands whose first word is a command itself, like ``publish``."""
    found: dict[str, list[str]] = {}
    for name in INDEX:
        first, _, second = name.partition(" ")
        if second and first in INDEX:
            found.setdefault(first, []).append(second)
    return found


def _after(name: str, command: Command) -> str:
    """What may stand anywhere after a command: second words, its flags, and what its positional words can be."""
    words = _second_words().get(name, [])
    words += [flag for argument in command.all_arguments() for flag in _flags(argument)]
    words += [_candidates(each, name) for each in command.arguments if each.positional]
    return " ".join(each for each in [*words, "--help"] if each)


def _cases(case: str) -> list[str]:
    """The two tables of a script: candidates after a command, and after an option that takes a value.

    ``case`` is how one line looks, with ``{pattern}`` and ``{words}``.
    """
    lines = ['    case "$command" in']
    for beginning, words in _beginnings().items():
        lines.append(case.format(pattern=f'"{beginning}"', words=" ".join(words)))
    for name in INDEX:
        lines.append(case.format(pattern=f'"{name}"', words=_after(name, command_named(name))))
    lines += ["    esac", '    case "$command $previous" in']
    for name in INDEX:
        for argument in command_named(name).all_arguments():
            if argument.takes_value:
                pattern = "|".join(f'"{name} {flag}"' for flag in argument.flags)
                lines.append(case.format(pattern=pattern, words=_candidates(argument, name)))
    return [*lines, "    esac"]


def _command_lines(words: str) -> list[str]:
    """The part of a script that finds out which command the typed words name."""
    groups = "|".join(GROUPS)
    both = [
        f'                {first}) case "$word" in {"|".join(seconds)}) command="$command $word" ;; esac ;;'
        for first, seconds in _second_words().items()
    ]
    return [
        '    local command="" word skip=""',
        f"    for word in {words}; do",
        '        if [ -n "$skip" ]; then skip=""; continue; fi',
        '        case "$word" in',
        "            --data) skip=1 ;;",
        "            -*) ;;",
        '            *) case "$command" in',
        '                "") command="$word" ;;',
        f'                {groups}) command="$command $word" ;;',
        *both,
        "            esac ;;",
        "        esac",
        "    done",
    ]


def _bash() -> str:
    lines = [
        '# bash: eval "$(fractui completion bash)" in ~/.bashrc',
        "_fractui() {",
        '    local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}" candidates=""',
        *_command_lines('"${COMP_WORDS[@]:1:COMP_CWORD-1}"'),
        *_cases('        {pattern}) candidates="{words}" ;;'),
        '    COMPREPLY=($(compgen -W "$candidates" -- "$current"))',
        "}",
        "complete -o default -F _fractui fractui",
    ]
    return "\n".join(lines)


def _zsh() -> str:
    lines = [
        "#compdef fractui",
        '# zsh: eval "$(fractui completion zsh)" in ~/.zshrc, after compinit',
        "_fractui() {",
        '    local previous="${words[CURRENT-1]}" candidates=""',
        *_command_lines('"${(@)words[2,CURRENT-1]}"'),
        *_cases('        {pattern}) candidates="{words}" ;;'),
        '    if [ -n "$candidates" ]; then compadd -- ${=candidates} || _files; else _files; fi',
        "}",
        "compdef _fractui fractui",
    ]
    return "\n".join(lines)


def _fish() -> str:
    groups = " ".join(GROUPS)
    seconds = {f"{first} {second}" for first, words in _second_words().items() for second in words}
    both = " ".join(f'"{each}"' for each in sorted(seconds))
    lines = [
        "# fish: fractui completion fish > ~/.config/fish/completions/fractui.fish",
        "function __fractui_command",
        "    set -l found",
        "    set -l skip",
        "    for word in (commandline -opc)[2..-1]",
        '        if test -n "$skip"; set skip; continue; end',
        "        switch $word",
        "            case --data",
        "                set skip 1",
        "            case '-*'",
        "            case '*'",
        "                if test (count $found) -eq 0",
        f"                    or begin; test (count $found) -eq 1; and contains -- $found[1] {groups}; end",
        f'                    or contains -- "$found $word" {both}',
        "                    set -a found $word",
        "                end",
        "        end",
        "    end",
        '    test "$found" = "$argv"',
        "end",
        "complete -c fractui -f",
    ]
    for beginning, words in (*_beginnings().items(), *_second_words().items()):
        for each in words:
            name = f"{beginning} {each}".strip()
            about = INDEX[name][1] if name in INDEX else GROUPS[name]
            test = f"__fractui_command {beginning}".strip()
            lines.append(f"complete -c fractui -n '{test}' -a {each} -d {_quoted(about)}")
    for name in INDEX:
        lines += [_fish_argument(name, each) for each in command_named(name).all_arguments()]
    return "\n".join(lines)


def _fish_argument(name: str, argument: Argument) -> str:
    """One line of fish for one argument of a command."""
    words = [f"complete -c fractui -n '__fractui_command {name}'"]
    for flag in _flags(argument):
        words.append(f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}")
    candidates = _candidates(argument, name, told=True).replace("$(", "(")
    is_path = argument.kind in ("file", "folder")
    if argument.takes_value:
        words.append("-r -F" if is_path else "-x")
    elif is_path:
        words.append("-F")
    if candidates:
        words.append(f'-a "{candidates}"')
    return " ".join([*words, f"-d {_quoted(argument.about)}"])


def _quoted(text: str) -> str:
    """Text between single quotes as fish reads them."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


COMMANDS = {
    "completion": Command(
        _completion,
        (word("shell", "for which shell", choices=("bash", "zsh", "fish")),),
        ("completion bash >> ~/.bashrc", "completion fish > ~/.config/fish/completions/fractui.fish"),
        json=False,
    ),
}
"""The commands that this module has."""
