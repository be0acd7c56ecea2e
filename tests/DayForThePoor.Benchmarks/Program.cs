using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

// In this very process: a benchmark that builds a project of its own would need the package sources, which a closed
// machine does not reach. Without arguments everything is measured.
var config = ManualConfig.Create(DefaultConfig.Instance).AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
BenchmarkSwitcher.FromAssembly(typeof(DayForThePoor.Benchmarks.ReadingAStatement).Assembly).Run(args.Length > 0 ? args : ["--filter", "*"], config);
