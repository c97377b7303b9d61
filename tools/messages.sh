#!/bin/sh
# Renew locale/*/LC_MESSAGES/django.po from the words in the code and the templates, and compile them: `make messages`.
#
# Sorted, without line numbers and without the time of the run, so that a diff shows the words that changed. The
# compiled files are committed, too: a machine that runs Aliquot has no gettext.
set -eu

python=$1

for command in xgettext msgattrib msgfmt; do
    if ! command -v $command >/dev/null; then
        echo "$command is missing; it is part of GNU gettext: apt-get install gettext" >&2
        exit 1
    fi
done

# The admin's templates say what Django's own say, and Django has that translated.
"$python" manage.py makemessages --all --no-location --no-obsolete \
    --ignore .venv --ignore var --ignore tests --ignore tools --ignore templates/admin

for file in locale/*/LC_MESSAGES/django.po; do
    msgattrib --sort-output --no-location --no-obsolete --width=100 --output-file="$file.new" "$file"
    sed '/^"POT-Creation-Date: /d' "$file.new" >"$file"
    rm "$file.new"
    msgattrib --untranslated --no-wrap "$file" | sed -n 's/^msgid "\(..*\)"$/  not translated: \1/p'
    msgattrib --only-fuzzy --no-wrap "$file" | sed -n 's/^msgid "\(..*\)"$/  to be looked at: \1/p'
done

"$python" manage.py compilemessages --verbosity 0 --ignore .venv --ignore var
