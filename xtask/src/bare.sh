# Runs a command where nothing is installed but a fresh Debian and the Rust toolchain; see bare.rs. Everything is mounted in
# a namespace of its own, so that all of it is gone with this process.
set -eu

bind() { # what where: read-only
  [ -e "$1" ] || return 0
  if [ -d "$1" ]; then mkdir -p "$2"; else mkdir -p "$(dirname "$2")"; touch "$2"; fi
  mount --bind "$1" "$2"
  mount -o remount,bind,ro "$2"
}

over() { # what where name: what is written there stays in the bare system
  mkdir -p "$2" "$BARE/over/$3" "$BARE/work/$3"
  mount -t overlay overlay -o "lowerdir=$1,upperdir=$BARE/over/$3,workdir=$BARE/work/$3" "$2"
}

root="$BARE/root"
mount --make-rprivate /
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount --rbind /sys "$root/sys"
bind /etc/resolv.conf "$root/etc/resolv.conf"
bind /etc/hosts "$root/etc/hosts"

# The toolchain cannot be had from Debian. How the registries are reached is this machine's matter and is not read here.
bind "$TOOLCHAINS" "$root/srv/user/.rustup"
if [ "$REUSE" = yes ]; then
  over "$BARE_CARGO" "$root/srv/user/.cargo" cargo
  over "$SOURCE" "$root$SOURCE" source
else
  bind "$BARE_CARGO/bin" "$root/srv/user/.cargo/bin"
  for config in config config.toml; do bind "$BARE_CARGO/$config" "$root/srv/user/.cargo/$config"; done
  mkdir -p "$root$SOURCE"
  git -C "$SOURCE" archive HEAD | tar -x -C "$root$SOURCE"
fi
bind "$OWN/.npmrc" "$root/srv/user/.npmrc"
for config in /etc/npmrc /usr/etc/npmrc; do bind "$config" "$root$config"; done

cd /
exec chroot "$root" /bin/bash -euc 'cd "$SOURCE"; eval "$COMMAND"'
