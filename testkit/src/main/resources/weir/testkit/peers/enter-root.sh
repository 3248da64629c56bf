# A copy of a root to play in, made in namespaces of its own: unshare --mount --pid --fork --kill-child sh -c THIS enter ROOT PLAY NETWORK
# What is written goes to memory and is gone with the last process; all processes go with this one, and this one with its caller,
# whose end it notices by the end of its standard input.
set -eu
root=$1 play=$2 network=$3
mount -t tmpfs weir-peer "$play"
mkdir "$play/written" "$play/work" "$play/root"
mount -t overlay weir-peer -o "lowerdir=$root,upperdir=$play/written,workdir=$play/work" "$play/root"
mount -t proc proc "$play/root/proc"
exec chroot "$play/root" sh -c '[ "$1" = shared ] || ip link set lo up; echo ready; cat >/dev/null' sh "$network"
