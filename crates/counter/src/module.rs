//! The module in its interpreter.

use std::path::Path;

use anyhow::{Context, Result};
use wasmi::{Config, Engine, Instance, Linker, Memory, Store, TrapCode, TypedFunc};

/// So many instructions are done at most for the files of one size.
const MAX_STEPS: u64 = 8_000_000_000;

/// What is done with the files, in the order of the module's stages.
pub(super) const STAGES: [&str; 7] =
    ["read", "join", "groups", "hints", "csv", "json", "rest"];

/// A module that is compiled.
pub(super) struct Module {
    engine: Engine,
    module: wasmi::Module,
}

/// What the files of one size took.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Measure {
    /// How many bytes they have.
    pub(super) n_bytes: u64,
    /// How many instructions were done in each stage.
    pub(super) steps: [u64; STAGES.len()],
    /// The most instructions at a stretch, of what is done in slices.
    pub(super) longest: [u64; STAGES.len()],
    /// How much memory was needed beside the files themselves.
    pub(super) n_memory_bytes: u64,
}

/// A module that runs.
struct Running {
    store: Store<()>,
    instance: Instance,
    memory: Memory,
}

impl Module {
    pub(super) fn load(path: &Path) -> Result<Module> {
        let bytes = std::fs::read(path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        let mut config = Config::default();
        config.consume_fuel(true);
        let engine = Engine::new(&config);
        let module = wasmi::Module::new(&engine, &bytes[..])?;
        Ok(Module { engine, module })
    }

    fn start(&self) -> Result<Running> {
        let mut store = Store::new(&self.engine, ());
        store.set_fuel(u64::MAX)?;
        let linker = Linker::new(&self.engine);
        let instance = linker.instantiate_and_start(&mut store, &self.module)?;
        let memory = instance.get_memory(&store, "memory").context("it has no memory")?;
        Ok(Running { store, instance, memory })
    }

    /// The families with their numbers.
    pub(super) fn families(&self) -> Result<Vec<(u32, String)>> {
        let mut running = self.start()?;
        let n_families = running.call::<(), u32>("n_families", ())?;
        let mut families = Vec::new();
        for family in 0..n_families {
            let start: u32 = running.call("family_name", family)?;
            let length: u32 = running.call("family_name_length", family)?;
            let mut name = vec![0; length as usize];
            running.memory.read(&running.store, start as usize, &mut name)?;
            families.push((family, String::from_utf8(name)?));
        }
        Ok(families)
    }

    /// What the files of a family take in one size; nothing when it is too much to wait for.
    pub(super) fn measure(&self, family: u32, n_bytes: u32) -> Result<Option<Measure>> {
        let mut running = self.start()?;
        let n_bytes: u32 = running.call("prepare", (family, n_bytes))?;
        let n_before = running.memory_bytes();
        let step = running.function::<(), u32>("step")?;
        let mut measure = Measure { n_bytes: n_bytes.into(), ..Measure::default() };
        running.store.set_fuel(MAX_STEPS)?;
        loop {
            let n_left = running.store.get_fuel()?;
            let stage = match step.call(&mut running.store, ()) {
                Ok(stage) => stage as usize,
                Err(error) if error.as_trap_code() == Some(TrapCode::OutOfFuel) => {
                    return Ok(None);
                }
                Err(error) => return Err(error).context("it stopped in the middle"),
            };
            if stage >= STAGES.len() {
                break;
            }
            let n_steps = n_left - running.store.get_fuel()?;
            measure.steps[stage] += n_steps;
            measure.longest[stage] = measure.longest[stage].max(n_steps);
        }
        measure.n_memory_bytes = running.memory_bytes() - n_before;
        Ok(Some(measure))
    }
}

impl Running {
    fn function<In, Out>(&self, name: &str) -> Result<TypedFunc<In, Out>>
    where
        In: wasmi::WasmParams,
        Out: wasmi::WasmResults,
    {
        Ok(self.instance.get_typed_func(&self.store, name)?)
    }

    fn call<In, Out>(&mut self, name: &str, arguments: In) -> Result<Out>
    where
        In: wasmi::WasmParams,
        Out: wasmi::WasmResults,
    {
        Ok(self.function(name)?.call(&mut self.store, arguments)?)
    }

    fn memory_bytes(&self) -> u64 {
        self.memory.size(&self.store) << 16
    }
}
