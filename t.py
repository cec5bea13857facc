import time,sys,hashlib
t0=time.perf_counter()
from experiments.credibility.small_world import small_place, small_regime
from sim.world import Case, World
w=World([Case(small_regime(), small_place(2), months=14, seed=1)])
t=time.perf_counter()
w.run()
print("import",t-t0,"run",time.perf_counter()-t, hashlib.sha256(w.series.tobytes()).hexdigest()[:16], 'scipy' in sys.modules)
w=World([Case(small_regime(), small_place(2), months=14*12, seed=1)])
t=time.perf_counter(); w.run(); print("warm", time.perf_counter()-t)
