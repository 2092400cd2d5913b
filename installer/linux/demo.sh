#!/usr/bin/env bash
# Shows the main job without any real service: installs what is missing, builds, starts the stand-in
# for Dolphin and the site, and lets the window publish 6 videos on 3 accounts (signed in by cookies, by
# password, by password and code). With a display the window stays open; without one Xvfb is used.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

install_missing "${build_packages[@]}" "${run_packages[@]}"
build dev pelorus pelorus-cli dolphin-standin

demo=$root/build/demo
bin=$root/build/dev # the same build as the tests, so that the second command has less to do
rm -rf "$demo"
mkdir -p "$demo"/{data,videos,screenshots}
# What it says is searched for secrets at the end, so all of it is kept.
cli() { "$bin/app/cli/pelorus-cli" "$@" 2>>"$demo/cli.log" | tee -a "$demo/cli.log"; }
started=()
stop_started() {
    local pid
    for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
}
trap stop_started EXIT

say "Starting the stand-in"
mkfifo "$demo/hold"
"$bin/tests/standin/dolphin-standin" --state "$demo/standin" <"$demo/hold" >"$demo/standin.json" 2>"$demo/standin.log" &
started+=($!)
exec 9>"$demo/hold" # the stand-in ends when this closes
for _ in $(seq 100); do
    [ -s "$demo/standin.json" ] && break
    sleep 0.1
done
[ -s "$demo/standin.json" ] || die "the stand-in did not start; see build/demo/standin.log."
address() { jq -r ".$1" "$demo/standin.json"; }
control=$(address control)
post() { curl -sSf -X POST -H 'Content-Type: application/json' --data-binary "$2" "$control/__standin/$1"; }

post knobs '{"visibleAfter":1000}' >/dev/null
post site '{"accounts":[
    {"username":"alice_shop","password":"demo-one"},
    {"username":"bob.store","password":"demo-two"},
    {"username":"carol.cafe","password":"demo-three","totpSecret":"JBSWY3DPEHPK3PXP"}]}' >/dev/null
post site '{"createSession":"alice_shop"}' | jq .cookies >"$demo/alice-cookies.json"

export DATABASE_URL=sqlite:///$demo/data/pelorus.db
export PELORUS_DATA_DIR=$demo/data MEDIA_ROOT=$demo/videos PELORUS_MACHINE=DEMO
export DOLPHIN_API_TOKEN=standin-token DOLPHIN_API_HOST DOLPHIN_REMOTE_API DOLPHIN_SYNC_API_BASE DOLPHIN_DARKWING_BASE
DOLPHIN_API_HOST=$(address local)
DOLPHIN_REMOTE_API=$(address remote)
DOLPHIN_SYNC_API_BASE=$(address sync)
DOLPHIN_DARKWING_BASE=$(address darkwing)

say "Generating 6 videos and a task for 3 accounts"
for i in 1 2 3 4 5 6; do
    ffmpeg -nostdin -loglevel error -y -f lavfi -i "testsrc2=size=540x960:rate=25:duration=3" \
        -f lavfi -i "sine=frequency=$((220 * i)):duration=3" \
        -c:v libx264 -preset veryfast -pix_fmt yuv420p -c:a aac "$demo/videos/clip $i.mp4"
done
cat >"$demo/accounts.csv" <<'CSV'
username,password,2fa
alice_shop,demo-one,
bob.store,demo-two,
carol.cafe,demo-three,JBSWY3DPEHPK3PXP
CSV
cli accounts import "$demo/accounts.csv"
cli cookies import --account alice_shop "$demo/alice-cookies.json" | sed -n 1p
mapfile -t secrets < <(jq -r '.[].value | select(length >= 8)' "$demo/alice-cookies.json")
secrets+=(demo-one demo-two demo-three JBSWY3DPEHPK3PXP "$DOLPHIN_API_TOKEN")
rm "$demo/alice-cookies.json" "$demo/accounts.csv"
bulk=$(cli --json bulk create --name "Demo" --videos "$demo/videos" \
    --accounts alice_shop,bob.store,carol.cafe --caption "{file}, shown by {account} 🎬" | jq .id)

stay=no
if [ -n "${DISPLAY:-}" ]; then
    stay=yes
else
    start_display "$demo"
    started+=("$display_pid")
fi

say "Opening the window (display $DISPLAY) and publishing"
arguments=(--page tasks --demo-screenshots "$demo/screenshots")
[ $stay = yes ] || arguments+=(--exit-when-idle)
PELORUS_HEADLESS=${PELORUS_HEADLESS:-$([ $stay = yes ] && echo 0 || echo 1)} \
    "$bin/app/pelorus" "${arguments[@]}" >"$demo/window.log" 2>&1 &
window=$!
started+=("$window")
status() { cli --json bulk status "$bulk"; }
for _ in $(seq 300); do
    open=$(status | jq '[.jobs[] | select(.state == "PENDING" or .state == "RUNNING" or .state == "NEEDS_OPERATOR")] | length' || echo 1)
    [ "$open" = 0 ] && break
    kill -0 "$window" 2>/dev/null || break
    sleep 1
done
[ $stay = yes ] || wait "$window" || die "the window ended with an error; see build/demo/window.log."

say "What arrived"
state=$(curl -sSf "$control/__standin/state")
failed=0
while IFS=$'\t' read -r account video link sha; do
    file=$demo/videos/$video
    own=$(sha256sum "$file" | cut -d' ' -f1)
    got=$(jq -r --arg link "$link" '[.posts[] | select(.permalink == $link) | .sha256][0] // "nothing"' <<<"$state")
    if [ "$own" = "$sha" ] && [ "$own" = "$got" ]; then match="SHA-256 matches"; else
        match="SHA-256 DIFFERS"
        failed=1
    fi
    printf '%-12s %-12s %s  %s\n' "$account" "$video" "${link:-no link}" "$match"
done < <(status | jq -r '.items[] | [.account, .video, .permalink, .sha256] | @tsv')
left=$(jq '.profiles | length' <<<"$state")
echo "profiles left: $left"
for account in alice_shop bob.store carol.cafe; do # also the sessions that came meanwhile
    cli cookies export --account "$account" --reveal "$demo/cookies.json" >/dev/null
    mapfile -t -O "${#secrets[@]}" secrets < <(jq -r '.[].value | select(length >= 8)' "$demo/cookies.json")
    rm "$demo/cookies.json"
done
leaks=$(grep -rlaF --include='*.log' -f <(printf '%s\n' "${secrets[@]}") "$demo/cli.log" "$demo/window.log" "$demo/data" || true)
[ -z "$leaks" ] || die "a secret value stands in a log: $leaks"
echo "secrets in logs and output: 0 (${#secrets[@]} values searched for)"
echo "screenshots: build/demo/screenshots ($(find "$demo/screenshots" -name '*.png' | wc -l) pictures)"
[ "$failed" = 0 ] && [ "$left" = 0 ] || die "not everything arrived as it should; see build/demo."
if [ $stay = yes ]; then
    say "The window stays open; close it to end the demo"
    wait "$window" || true
fi
