# Sourced by run: Neovim in a terminal, driven by keys, with pictures of what a writer sees.

screen() {
  machine screen
  spec_passed=0 spec_failed=0
  local name=copydesk-$$ article=$work/desk/harbour-run.en.md french=$work/desk/quai.fr.md
  mkdir -p "$work/desk"
  cp "$here/articles/harbour-run.en.md" "$here/articles/quai.fr.md" "$work/desk/"
  cp "$here/../vscode/articles/ferry.en.md" "$here/../vscode/articles/ferry.fr.md" "$work/desk/"

  t() { tmux -L "$name" -f /dev/null -u "$@"; }
  # Waits for a text on the screen.
  see() {
    for _ in $(seq 150); do
      if t capture-pane -p -t a 2>/dev/null | grep -qF -- "$1"; then
        spec_passed=$((spec_passed + 1)); echo "  ok    the screen shows: $1"; return
      fi
      sleep 0.1
    done
    spec_failed=$((spec_failed + 1)); echo "  FAIL  the screen does not show: $1"
    t capture-pane -p -t a | sed 's/^/  | /'
  }
  picture() {
    # The last line of output can still be on its way.
    sleep 0.4
    t capture-pane -e -p -t a >"$out/$1.ansi"
    if "$venv/bin/python" -c 'import PIL' 2>/dev/null; then
      "$venv/bin/python" "$here/render.py" "$out/$1.ansi" "$out/$1.png" ||
        { spec_failed=$((spec_failed + 1)); echo "  FAIL  $1.png could not be drawn"; }
    else
      echo "  SKIPPED: Pillow is not installed, so $1.ansi is not drawn as a picture" >&2
    fi
  }

  t -T 256,RGB new-session -d -s a -x 100 -y 26 -c "$work/desk" \
    env -u NVIM -u COLORTERM "${environment[@]}" "$nvim" -i NONE "$french"
  # Typed blind: what is looked for is under the cursor, and resting there shows why it is underlined.
  t send-keys -t a '/restants' Enter
  see '10 of 14 leaves'
  picture 1-french
  t send-keys -t a ":edit $(basename "$article")" Enter
  t send-keys -t a '/course' Enter
  see '26.2 miles is 42'
  picture 2-english
  t send-keys -t a '/50 km' Enter K
  see '31'
  picture 3-hover
  # Moving closes the hover.
  t send-keys -t a 'hl' 'gra'
  see '1: '
  picture 4-fixes
  t send-keys -t a '1' Enter
  see '(42 km)'
  picture 5-fixed
  t send-keys -t a ':wq' Enter
  for _ in $(seq 100); do t has-session -t a 2>/dev/null || break; sleep 0.1; done
  if cmp -s "$article" "$here/articles/harbour-run.en.fixed.md"; then
    spec_passed=$((spec_passed + 1)); echo '  ok    the saved file is the right one'
  else
    spec_failed=$((spec_failed + 1)); echo '  FAIL  the saved file differs:'
    diff "$here/articles/harbour-run.en.fixed.md" "$article"
  fi

  t -T 256,RGB new-session -d -s a -x 130 -y 34 -c "$work/desk" \
    env -u NVIM -u COLORTERM "${environment[@]}" "$nvim" -i NONE "$work/desk/ferry.en.md"
  see '2 versions · 2 disagreements'
  picture 6-lens
  t send-keys -t a '/4.2 billion' Enter 'gra'
  see ': Add “'
  t send-keys -t a "$(t capture-pane -p -t a | grep -o '^[0-9]*: Add' | head -n 1 | cut -d: -f1)" Enter
  see '($4.54'
  picture 7-converted
  t send-keys -t a 'u' ':Copydesk compare' Enter
  see 'ferry.fr.md'
  picture 8-compare
  # A place: what it is under the cursor, and completed from its first letters, without accents.
  printf '%s\n' 'The road from Hanoi to Vinh is closed, the ministry said on Monday.' >"$work/desk/road.en.md"
  t send-keys -t a ':qall!' Enter
  for _ in $(seq 100); do t has-session -t a 2>/dev/null || break; sleep 0.1; done
  t -T 256,RGB new-session -d -s a -x 110 -y 30 -c "$work/desk" \
    env -u NVIM -u COLORTERM "${environment[@]}" "$nvim" -i NONE "$work/desk/road.en.md"
  see 'The road from Hanoi'
  t send-keys -t a '/Hanoi' Enter
  sleep 1
  t send-keys -t a 'K'
  see 'Hà Nội'
  picture 9-place
  t send-keys -t a 'hlGo' 'It was in Quang N' C-x C-o
  see 'Quang Ninh'
  picture 10-completion
  t send-keys -t a C-y
  see 'in Quang Ninh'
  t send-keys -t a Escape ':qall!' Enter
  t kill-server 2>/dev/null
  return "$((spec_failed != 0))"
}
