#!/usr/bin/env bash
#SBATCH --job-name=kaohe
#SBATCH --array=1-8
#SBATCH --cpus-per-task=4
#SBATCH --time=02:00:00
#SBATCH --signal=B:TERM@60
#
# One study as a job array: sbatch docs/slurm/study.sh relief.toml [FOLDER]
#
# Each job runs every n-th part of the study in the folder that all see, on the cores it was given; n is the length of
# the array. A job that is stopped, times out or loses its machine loses the parts it was at, of a second each; hand in
# the same array again and what is missing is run. DRY_RUN=1 prints the command and runs nothing.
set -euo pipefail

study=${1:?usage: sbatch docs/slurm/study.sh STUDY.toml [FOLDER]}
folder=${2:-studies}
shard=${SLURM_ARRAY_TASK_ID:-1}/${SLURM_ARRAY_TASK_COUNT:-1}

${DRY_RUN:+echo} exec kaohe study run "$study" --out "$folder" --shard "$shard" --threads "${SLURM_CPUS_PER_TASK:-1}"
